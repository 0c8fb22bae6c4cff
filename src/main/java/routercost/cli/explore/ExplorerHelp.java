package routercost.cli.explore;

import java.util.List;

/// The keys in words.
final class ExplorerHelp {
  /// A line for each key.
  static final List<String> LINES =
      """
      Up Down j k      the row; also PageUp PageDown Home End
      h s o f m        to haiku, sonnet, opus, fable or mythos; again: back
      < >              a smaller or larger share of its calls (10% a step)
      b                its calls through the batch service; again: not
      c                assume a prompt cache for its calls; again: not
      u r R            undo, redo, take all moves back
      a                all moves that the rules suggest

      Enter            the calls of the row: days, models, tokens, single calls
      g                group by another attribute or column
      /                filter: model=opus, task!=plan, team=web*; empty: all
      t                another period
      S                sort by cost, saving, calls or name
      !                what is not counted

      w                write the moves as a routing file
      e                write the moves as a scenario file
      y                copy the command that prints the same figures
      Esc              close what is open
      q                leave; the command is printed

      In the table: H S O is where calls run now, S< where the plan moves them,
      o where they were. 10? marks a row with calls that have no price.
      Evidence: what graded answers (--evidence) say of the move.\
      """
          .lines()
          .toList();

  private ExplorerHelp() {}
}
