package routercost.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import routercost.read.row.ColumnLayout;

/// A record that is followed along those before it says what it says when it is read alone.
class JsonTracksTest {
  private static final String[] TEXTS = {
    "",
    "a",
    "ok",
    "longer than eight bytes",
    "größe",
    "\\n\\u00e9\\\\",
    "東京",
    "\\ud83d\\ude00",
    "x,\\\"y\\\":1"
  };
  /// Seven that JSON allows, then three that it does not.
  private static final String[] NUMBERS = {
    "0", "7", "-1", "12", "1.5", "3e2", "123456789012", "01", "1.", "-"
  };
  private static final int PLAIN_NUMBERS = 7;
  private static final String[] CONSTANTS = {"true", "false", "null", "nul"};

  /// What is said of one record.
  private record Said(
      FieldOffsets.Shape shape,
      int next,
      List<String> paths,
      List<String> cells,
      int written,
      boolean foreign) {
    static Said of(JsonRecords records, byte[] bytes, int length) {
      var spans = new FieldOffsets();
      spans.over(bytes, length);
      int next = records.read(spans, 0, length, true);
      var cells = new ArrayList<String>();
      boolean whole = spans.shape == FieldOffsets.Shape.CELLS;
      for (int i = 0; whole && i < spans.count; i++) {
        cells.add(
            new String(
                spans.bytes,
                spans.from[i],
                spans.to[i] - spans.from[i],
                StandardCharsets.ISO_8859_1));
      }
      return new Said(
          spans.shape,
          next,
          whole ? records.paths() : List.of(),
          cells,
          whole ? spans.written : 0,
          spans.mayBeForeign());
    }
  }

  /// Gives the keys of the records here meanings of all kinds.
  private static final class Keys implements JsonKeys.Naming {
    @Override
    public JsonKeys.Meaning meaning(String path) {
      return switch (path) {
        case "task", "usage.model", "list[].id" -> JsonKeys.Meaning.WANTED;
        case "usage.input", "usage.output" -> JsonKeys.Meaning.COUNT;
        case "list" -> JsonKeys.Meaning.ITEMS;
        case "list[].text" -> JsonKeys.Meaning.WRITTEN;
        case "answer" -> JsonKeys.Meaning.ALL_WRITTEN;
        case "never" -> JsonKeys.Meaning.ODD;
        default -> JsonKeys.Meaning.NOTHING;
      };
    }

    @Override
    public boolean isOdd(byte[] bytes, int from, int to) {
      return to - from == 3 && bytes[from] == 'o' && bytes[from + 1] == 'd';
    }

    @Override
    public @Nullable ColumnLayout plan(List<String> paths) {
      return null;
    }
  }

  private static String scalar(Random random) {
    int kind = random.nextInt(20);
    if (kind < 10) {
      return "\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"";
    }
    if (kind < 18) {
      boolean plain = random.nextInt(8) > 0;
      return NUMBERS[random.nextInt(plain ? PLAIN_NUMBERS : NUMBERS.length)];
    }
    return CONSTANTS[random.nextInt(CONSTANTS.length)];
  }

  private static String record(Random random) {
    var members = new ArrayList<String>();
    members.add("\"task\":" + scalar(random));
    if (random.nextInt(3) > 0) {
      String output = random.nextBoolean() ? "" : ",\"output\":" + scalar(random);
      members.add(
          "\"usage\":{\"model\":%s,\"input\":%s%s}"
              .formatted(scalar(random), scalar(random), output));
    }
    if (random.nextInt(3) > 0) {
      members.add(
          "\"list\":[{\"id\":%s,\"text\":%s},{\"text\":%s}]"
              .formatted(scalar(random), scalar(random), scalar(random)));
    }
    if (random.nextInt(2) > 0) {
      members.add(
          "\"answer\":{\"größe\":%s,\"b\":[%s,true,null]}"
              .formatted(scalar(random), scalar(random)));
    }
    if (random.nextInt(4) == 0) {
      members.add("\"passed\":{\"any\":[%s,{}],\"flag\":true}".formatted(scalar(random)));
    }
    if (random.nextInt(40) == 0) {
      members.add(random.nextBoolean() ? "\"never\":1" : "\"x\":{\"odd\":1}");
    }
    String blank = random.nextInt(6) == 0 ? " " : "";
    return "{" + String.join("," + blank, members) + "}" + blank + "\n";
  }

  private static byte[] bytes(String record, Random random) {
    byte[] text = record.getBytes(StandardCharsets.UTF_8);
    var bytes = new byte[FieldOffsets.room(text.length)];
    System.arraycopy(text, 0, bytes, 0, text.length);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(text.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @Test
  void recordsAfterOthersSayWhatTheySayAlone() {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var followed = new JsonRecords(new JsonKeys(new Keys()));
      int cells = 0;
      for (int i = 0; i < 2_000; i++) {
        String record = record(random);
        int length = record.getBytes(StandardCharsets.UTF_8).length;
        byte[] bytes = bytes(record, random);
        var alone = Said.of(new JsonRecords(new JsonKeys(new Keys())), bytes.clone(), length);
        assertThat(Said.of(followed, bytes, length))
            .as("seed %d, record %d: %s", seed, i, record)
            .isEqualTo(alone);
        cells += alone.cells().size();
      }
      assertThat(cells).isGreaterThan(2_000);
    }
  }

  @Test
  void aRecordWithoutItsEndIsNotFollowedIntoWhatStoodThereBefore() {
    var followed = new JsonRecords(new JsonKeys(new Keys()));
    String record = "{\"task\":\"a\",\"usage\":{\"model\":\"m\",\"input\":12},\"answer\":\"ok\"}\n";
    byte[] whole = record.getBytes(StandardCharsets.UTF_8);
    for (int length = whole.length; length > 0; length--) {
      var bytes = new byte[FieldOffsets.room(whole.length)];
      System.arraycopy(whole, 0, bytes, 0, whole.length);
      var alone = new JsonRecords(new JsonKeys(new Keys()));
      assertThat(Said.of(followed, bytes.clone(), length))
          .as("%d bytes", length)
          .isEqualTo(Said.of(alone, bytes, length));
    }
  }
}
