package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;

/// A file of a folder that is not read as a call log, although it may be one.
///
/// @param ending the end of its name, without that of a packed file
record LogCandidate(Source source, String ending) {
  /// Tables, and files that hold tables in a form that may not be read.
  private static final Set<String> TABLES =
      Set.of(
          "csv", "tsv", "psv", "xlsx", "xls", "xlsb", "ods", "parquet", "avro", "orc", "arrow",
          "feather", "xz", "lzma", "bz2", "zip", "7z", "rar", "lz4", "lzo", "br", "sz", "snappy",
          "z", "tar", "tgz", "txz", "tbz2", "gz", "zst");

  private static final Set<String> RECORDS =
      Set.of("jsonl", "ndjson", "log", "txt", "json", "db", "sqlite", "");
  private static final int LOOKED_AT = 16_000_000;

  /// A name of a JSON field or of a column that counts tokens.
  private static final Pattern COUNT =
      Pattern.compile(
          "(?i)\"(?!max)[^\"\\s]{0,40}(input|output|prompt|completion|total)_?-?tokens[^\"\\s]{0,20}\"\\s*:"
              + "|(?m)^[^\\n{}]{0,400}[,;\\t|]\"?[\\w .-]{0,40}tokens\"?\\s*([,;\\t|]|$)");

  static LogCandidate of(Source source) {
    return new LogCandidate(source, ending(source.name()));
  }

  /// Whether something that cannot be opened has the name of a log.
  static boolean isNamedAsLog(String name) {
    String ending = ending(name);
    return TABLES.contains(ending) || (RECORDS.contains(ending) && !ending.isEmpty());
  }

  /// Whether a file without text has the name of a log of JSON lines.
  static boolean isNamedAsLines(String name) {
    String ending = ending(name);
    return ending.equals("jsonl") || ending.equals("ndjson");
  }

  private static String ending(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String plain = name.replaceFirst("(?i)\\.(gz|zst)$", "").toLowerCase(Locale.ROOT);
    int dot = plain.lastIndexOf('.');
    return dot < 0 ? "" : plain.substring(dot + 1);
  }

  /// Whether it looks like a log: by its name as a table, or by its text as records of calls.
  boolean isLikely() {
    return TABLES.contains(ending) || (RECORDS.contains(ending) && countsTokens());
  }

  private boolean countsTokens() {
    try (InputStream bytes = Unpacked.of(source)) {
      var text = new String(bytes.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
      return COUNT.matcher(text).find();
    } catch (IOException unreadable) {
      return false;
    }
  }
}
