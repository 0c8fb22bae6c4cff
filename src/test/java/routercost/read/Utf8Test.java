package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routercost.read.text.DecodingReader;

/// Bytes are UTF-8 if Java's own decoder says so, eight at a time or one.
class Utf8Test {
  private static final int[] SPECIAL = {
    'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
  };

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static byte[] text(Random random) {
    var text = new ByteArrayOutputStream();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> 0xA0 + random.nextInt(0x700);
            case 2 -> 0x3000 + random.nextInt(0x6000);
            default -> 'a' + random.nextInt(26);
          };
      text.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }
    return text.toByteArray();
  }

  @Test
  void textIsUtf8() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] text = text(random);
      assertThat(DecodingReader.isUtf8(text, 0, text.length)).as("text %d", i).isTrue();
    }
  }

  @Test
  void textWithAnOddByteIsWhatTheDecoderSays() {
    var random = new Random(2);
    int odd = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] text = text(random);
      if (text.length > 0) {
        text[random.nextInt(text.length)] = (byte) (0x80 + random.nextInt(0x80));
      }
      odd += isUtf8(text) ? 0 : 1;
      assertThat(DecodingReader.isUtf8(text, 0, text.length))
          .as("text %d", i)
          .isEqualTo(isUtf8(text));
    }
    assertThat(odd).isBetween(50_000, 99_000);
  }

  @Test
  void everyPairAndEveryLeadWithTwoBytesIsWhatTheDecoderSays() {
    byte[] text = "1234567890123456".getBytes(StandardCharsets.UTF_8);
    for (int lead = 0x80; lead < 0x100; lead++) {
      for (int second = 0x70; second < 0x100; second++) {
        for (int third : new int[] {'a', 0x80, 0xBF, 0xC3}) {
          for (int place : new int[] {0, 5, 6, 7, 13}) {
            byte[] tried = text.clone();
            tried[place] = (byte) lead;
            tried[place + 1] = (byte) second;
            tried[place + 2] = (byte) third;
            if (DecodingReader.isUtf8(tried, 0, tried.length) != isUtf8(tried)) {
              assertThat(tried).as("%x %x %x", lead, second, third).isEqualTo(text);
            }
          }
        }
      }
    }
  }

  @Test
  void textMayEndWithinEightBytesOfAnother() {
    byte[] text = "größe, größe".getBytes(StandardCharsets.UTF_8);
    for (int to = 0; to <= text.length; to++) {
      byte[] part = java.util.Arrays.copyOf(text, to);
      assertThat(DecodingReader.isUtf8(text, 0, to)).as("%d bytes", to).isEqualTo(isUtf8(part));
    }
  }
}
