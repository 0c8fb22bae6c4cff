package routercost.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The responses in transcripts of Claude Code, which stand in several lines and files: streaming
/// writes a line for each part, and sessions that are resumed or forked copy what came before
/// (formats.md section 1).
///
/// Lines of one message id are one call, unless two of them name different requests and neither is
/// of a side chain, which replays requests of its parent. Of copies the one outside of side chains
/// counts, then the one with the most iterations, then with the most output; the call was made when
/// the earliest was.
final class Copies {
  /// Fewer output tokens than one for so many characters are those of the beginning of a message.
  private static final int UNLIKELY = 8;

  private static final int USUAL = 4;

  private final Map<String, List<Held>> byId = new HashMap<>();
  private final Gathering gathering;
  private Held current;
  private boolean isBest;

  Copies(Gathering gathering) {
    this.gathering = gathering;
    this.current = new Held("", "", false);
  }

  private static final class Held {
    private final String file;
    private final List<Outcome.Usable> parts = new ArrayList<>(1);
    private String request;
    private boolean aside;
    private boolean ended;
    private long length;
    private int iterations;

    Held(String file, String request, boolean aside) {
      this.file = file;
      this.request = request;
      this.aside = aside;
    }

    boolean isSame(String otherRequest, boolean otherAside) {
      return request.isEmpty()
          || otherRequest.isEmpty()
          || request.equals(otherRequest)
          || aside
          || otherAside;
    }

    Outcome.Usable call() {
      return parts.getFirst();
    }

    /// What was written that the count of output leaves out, by the length of the text; 0 unless
    /// the count is that of the beginning.
    long unseen() {
      long output = output(call());
      return ended || output * UNLIKELY >= length ? 0 : length / USUAL - output;
    }
  }

  /// Adds a line, and says whether it counts as one more row; if not, a copy is told to the
  /// gathering as a duplicate.
  ///
  /// @param id of the message
  boolean add(String file, String id, Row row, Outcome.Usable call) {
    int part = number(row, "part");
    return part == 0 ? addWhole(file, id, row, call) : addPart(part, call);
  }

  private boolean addWhole(String file, String id, Row row, Outcome.Usable call) {
    String request = cell(row, "attempt_id");
    boolean aside = cell(row, "sidechain").equals("true");
    var held = byId.computeIfAbsent(id, _ -> new ArrayList<>(1));
    for (var copy : held) {
      if (copy.isSame(request, aside)) {
        current = copy;
        merge(copy, row, call, request, aside);
        learn(copy, file, row);
        return false;
      }
    }
    current = new Held(file, request, aside);
    current.parts.add(call);
    current.iterations = number(row, "parts");
    isBest = true;
    held.add(current);
    learn(current, file, row);
    return true;
  }

  private static void learn(Held copy, String file, Row row) {
    copy.ended |= !cell(row, "stop_reason").isEmpty();
    copy.length += copy.file.equals(file) ? number(row, "text_length") : 0;
  }

  /// Another iteration of the line before.
  private boolean addPart(int part, Outcome.Usable call) {
    if (!isBest) {
      gathering.duplicate(call);
      return false;
    }
    if (part < current.parts.size()) {
      replace(part, call);
      return false;
    }
    current.parts.add(call);
    return true;
  }

  private void replace(int part, Outcome.Usable call) {
    var before = current.parts.set(part, call);
    gathering.replace(before, call);
    gathering.duplicate(before);
  }

  private void merge(Held copy, Row row, Outcome.Usable call, String request, boolean otherAside) {
    int iterations = number(row, "parts");
    isBest =
        copy.aside == otherAside
            ? iterations > copy.iterations
                || (iterations == copy.iterations && output(call) > output(copy.call()))
            : copy.aside;
    var best = isBest ? call : copy.call();
    LocalDate first = earlier(copy.call().key().day(), call.key().day());
    UsageKey key = best.key().day().equals(first) ? best.key() : best.key().withDay(first);
    var other = isBest ? copy.call() : call;
    if (isBest || !Objects.equals(key, copy.call().key())) {
      var merged = new Outcome.Usable(key, best.quantities(), best.cost(), best.assumed());
      gathering.replace(copy.call(), merged);
      copy.parts.set(0, merged);
    }
    gathering.duplicate(other);
    copy.iterations = isBest ? iterations : copy.iterations;
    copy.aside &= otherAside;
    copy.request =
        copy.request.isEmpty() || (isBest && !request.isEmpty()) ? request : copy.request;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /// Tells the gathering which output is a lower bound, and what the text suggests beyond it.
  void end() {
    byId.values().stream()
        .flatMap(List::stream)
        .filter(held -> held.unseen() > 0)
        .forEach(held -> gathering.unseen(held.call().key(), held.unseen()));
  }

  private static long output(Outcome.Usable call) {
    return call.quantities().of(Meter.OUTPUT);
  }

  private static int number(Row row, String name) {
    String text = cell(row, name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static String cell(Row row, String name) {
    int place = row.names().indexOf(name);
    return place < 0 ? "" : row.cells().get(place);
  }
}
