package routercost.read.builtin;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A name of a count of tokens that no table has, understood by its words: `n_ctx_toks`, `tokens
/// cached (write)`, `缓存命中tokens`. Each of its words has to be known, so that the name of a limit, a
/// rate or another call's count is not taken for it.
record CountName(Set<Word> words, boolean isSingle) {
  /// The rank of a name among those of its column: after all that the table has.
  private static final int AFTER_KNOWN = 2000;

  /// Input that was not cached is what a column beside it may include, so it comes first.
  private static final int FIRST = -1;

  private static final Pattern BORDER =
      Pattern.compile("(?<=\\p{Ll})(?=[\\p{Lu}\\p{N}])|[^\\p{L}\\p{M}\\p{N}]+");

  /// What a word says.
  private enum Word {
    /// Nothing that matters.
    FILLER(
        "n nb nr num number count counts cnt of from de du des d en the to with anzahl nombre"
            + " numero número usage used llm ai api text billed billable consumed"),
    TOKENS("tok toks token tokens tk tks tkn tkns jeton jetons токен токены токенов"),
    INPUT(
        "in inp input inputs sent send request req context ctx query question eingabe entrada"
            + " entrée entree ingresso входные входных"),
    PROMPT("prompt prompts"),
    OUTPUT(
        "out outp output outputs completion completions compl response resp generated generation"
            + " gen answer reply received candidates ausgabe sortie salida saída uscita выходные"
            + " выходных"),
    CACHED("cached gecacht gecachte"),
    CACHE("cache caching caché кэш"),
    READ("read reads lese lesen lecture lectura leitura lettura"),
    HIT("hit hits"),
    WRITE(
        "write writes written creation creations created create stored schreib schreiben écriture"
            + " escritura escrita scrittura"),
    MISS("miss misses missed uncached noncached nocache fresh new net"),
    NOT("non not no un"),
    REASONING("reasoning thinking thoughts thought reason"),
    AUDIO("audio"),
    IMAGE("image images"),
    CALLS("requests calls invocations queries"),
    VOLUME("volume quantity qty"),
    TOTAL("total totals sum all overall gesamt суммарно"),
    FIVE_MINUTES("5m 5min"),
    ONE_HOUR("1h 1hr");

    /// With blanks between them.
    private final String spellings;

    Word(String spellings) {
      this.spellings = spellings;
    }
  }

  private static final Map<String, Word> WORDS = spelled();

  /// Terms of languages that write words without blanks; the longer first.
  private static final List<Map.Entry<String, String>> TERMS =
      List.of(
          Map.entry("未命中", "miss"),
          Map.entry("命中", "hit"),
          Map.entry("缓存", "cache"),
          Map.entry("输入", "input"),
          Map.entry("输出", "output"),
          Map.entry("提示词", "prompt"),
          Map.entry("提示", "prompt"),
          Map.entry("补全", "completion"),
          Map.entry("写入", "write"),
          Map.entry("创建", "write"),
          Map.entry("读取", "read"),
          Map.entry("思考", "reasoning"),
          Map.entry("推理", "reasoning"),
          Map.entry("令牌", "tokens"),
          Map.entry("词元", "tokens"),
          Map.entry("总计", "total"),
          Map.entry("合计", "total"),
          Map.entry("总", "total"),
          Map.entry("数量", "number"),
          Map.entry("トークン", "tokens"),
          Map.entry("プロンプト", "prompt"),
          Map.entry("キャッシュ", "cache"),
          Map.entry("入力", "input"),
          Map.entry("出力", "output"),
          Map.entry("読み取り", "read"),
          Map.entry("書き込み", "write"),
          Map.entry("推論", "reasoning"),
          Map.entry("合計", "total"),
          Map.entry("数", "number"),
          Map.entry("量", "number"),
          Map.entry("입력", "input"),
          Map.entry("출력", "output"),
          Map.entry("토큰", "tokens"),
          Map.entry("캐시", "cache"),
          Map.entry("합계", "total"),
          Map.entry("수", "number"));

  private static Map<String, Word> spelled() {
    var words = new HashMap<String, Word>();
    for (Word word : Word.values()) {
      for (String spelling : word.spellings.split(" ", -1)) {
        words.putIfAbsent(spelling, word);
      }
    }
    return Map.copyOf(words);
  }

  /// The words of a name; empty if one of them is not known.
  private static Optional<CountName> of(String name) {
    String text = name;
    if (!name.chars().allMatch(c -> c < 0x400)) {
      for (var term : TERMS) {
        text = text.replace(term.getKey(), " " + term.getValue() + " ");
      }
    }
    var words = EnumSet.noneOf(Word.class);
    int parts = 0;
    for (String part : BORDER.split(text, -1)) {
      if (!part.isEmpty()) {
        Word word = WORDS.get(part.toLowerCase(Locale.ROOT));
        if (word == null) {
          return Optional.empty();
        }
        words.add(word);
        parts++;
      }
    }
    return Optional.of(new CountName(words, parts == 1));
  }

  /// What a name that no table has stands for; empty if it is not the name of a count.
  static Optional<Synonym> synonym(String name) {
    return of(name).flatMap(CountName::meaning);
  }

  private boolean has(Word... any) {
    return Set.of(any).stream().anyMatch(words::contains);
  }

  private Optional<Synonym> meaning() {
    if (isSingle) {
      return side().filter(_ -> BARE.containsAll(words)).map(column -> synonym(column, true));
    }
    if (has(Word.CALLS)) {
      return CALLS.containsAll(words)
          ? Optional.of(synonym(Column.CALLS, false))
          : Optional.empty();
    }
    boolean isCount =
        has(Word.TOKENS) || (has(Word.CACHE, Word.CACHED) && has(Word.READ, Word.WRITE));
    return isCount ? column().map(column -> synonym(column, false)) : Optional.empty();
  }

  /// Words of a number of calls, of which `requests` alone is in the table.
  private static final Set<Word> CALLS =
      EnumSet.of(Word.CALLS, Word.VOLUME, Word.FILLER, Word.TOTAL, Word.NOT);

  /// Words that count tokens where they stand alone and have numbers.
  private static final Set<Word> BARE = EnumSet.of(Word.INPUT, Word.PROMPT, Word.OUTPUT);

  private Optional<Column> column() {
    boolean isCached = has(Word.CACHE, Word.CACHED, Word.READ, Word.HIT, Word.WRITE);
    boolean isMissed = has(Word.MISS) || (has(Word.NOT) && isCached);
    if (has(Word.REASONING)) {
      return isCached || has(Word.INPUT, Word.PROMPT)
          ? Optional.empty()
          : Optional.of(Column.REASONING_TOKENS);
    }
    if (isMissed) {
      return has(Word.OUTPUT, Word.WRITE, Word.AUDIO, Word.IMAGE)
          ? Optional.empty()
          : Optional.of(Column.INPUT_TOKENS);
    }
    if (isCached) {
      return has(Word.OUTPUT, Word.IMAGE) || !has(Word.CACHE, Word.CACHED)
          ? Optional.empty()
          : cached();
    }
    return has(Word.AUDIO, Word.IMAGE) ? modality() : side();
  }

  private Optional<Column> cached() {
    if (has(Word.AUDIO)) {
      return has(Word.WRITE) ? Optional.empty() : Optional.of(Column.AUDIO_CACHE_READ_TOKENS);
    }
    if (!has(Word.WRITE)) {
      return Optional.of(Column.CACHE_READ_TOKENS);
    }
    return Optional.of(
        has(Word.FIVE_MINUTES)
            ? Column.CACHE_WRITE_5M_TOKENS
            : has(Word.ONE_HOUR) ? Column.CACHE_WRITE_1H_TOKENS : Column.CACHE_WRITE_TOKENS);
  }

  private Optional<Column> modality() {
    boolean isAudio = has(Word.AUDIO);
    return side()
        .map(
            side ->
                side == Column.INPUT_TOKENS
                    ? isAudio ? Column.AUDIO_INPUT_TOKENS : Column.IMAGE_INPUT_TOKENS
                    : isAudio ? Column.AUDIO_OUTPUT_TOKENS : Column.IMAGE_OUTPUT_TOKENS);
  }

  /// Input or output; empty if a name says neither or both.
  private Optional<Column> side() {
    boolean isInput = has(Word.INPUT, Word.PROMPT);
    if (isInput == has(Word.OUTPUT)) {
      return Optional.empty();
    }
    return Optional.of(isInput ? Column.INPUT_TOKENS : Column.OUTPUT_TOKENS);
  }

  private Synonym synonym(Column column, boolean isBare) {
    var notes = EnumSet.of(Synonym.Note.TENTATIVE, Synonym.Note.WORDED);
    int rank = AFTER_KNOWN;
    if (isBare) {
      notes.add(Synonym.Note.WEAK);
    }
    if (has(Word.TOTAL)) {
      notes.add(Synonym.Note.SUM);
    }
    if (column == Column.INPUT_TOKENS && has(Word.MISS, Word.NOT)) {
      notes.add(Synonym.Note.EXCLUDES_CACHE);
      rank = FIRST;
    } else if (column == Column.INPUT_TOKENS && has(Word.PROMPT)) {
      notes.add(Synonym.Note.INCLUDES_CACHE);
    } else if (column == Column.CACHE_READ_TOKENS && has(Word.CACHED) && !has(Word.READ)) {
      notes.add(Synonym.Note.INCLUDES_CACHE);
    }
    return new Synonym(column, rank, Set.copyOf(notes), CostUnit.USD);
  }
}
