package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions show a fixed price book; the program prints the real one.
class SessionTest {
  private static final Path BOOK = Path.of("src/main/resources/routercost/prices.yaml");
  private static final Path OVERLAY = Path.of("samples/prices/articles.yaml");

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String bookHash() throws Exception {
    return sha256(Files.readAllBytes(BOOK));
  }

  private static String bookId() throws Exception {
    return Files.readString(BOOK)
        .lines()
        .filter(line -> line.startsWith("id: "))
        .map(line -> line.split("\\s+", -1)[1])
        .findFirst()
        .orElseThrow();
  }

  private static String printed(String... more) {
    var words = new ArrayList<>(List.of("audit", "samples/calls.csv"));
    words.addAll(List.of(more));
    var run = Terminals.run(words);
    return run.out() + run.err();
  }

  @Test
  void theProgramPrintsTheIdAndHashOfItsPriceBook() throws Exception {
    var hash = bookHash();
    assertThat(printed())
        .contains("Prices: %s (sha256 %s)".formatted(bookId(), hash.substring(0, 16)));
    assertThat(printed("-f", "csv")).contains(bookId() + "@" + hash.substring(0, 12));
    assertThat(printed("-f", "json"))
        .contains("\"id\": \"" + bookId() + "\"", "\"sha256\": \"" + hash + "\"");
    assertThat(Terminals.run(List.of("--version")).out()).contains(bookId() + "\nsha256 " + hash);
  }

  @Test
  void anOverlayIsPartOfTheHash() throws Exception {
    var both = bookHash() + sha256(Files.readAllBytes(OVERLAY));
    var hash = sha256(both.getBytes(StandardCharsets.UTF_8));
    assertThat(printed("--prices", OVERLAY.toString(), "-f", "csv"))
        .contains(bookId() + "+articles@" + hash.substring(0, 12));
  }

  @Test
  void aSessionShowsAFixedBookAsWideAsTheRealOne() {
    var hash = "f56b5e921adb9a383ef861b5504653a288d325f7230a428a25b6f752673ebf2b";
    var fixed = "0123456789abcdef".repeat(4);
    assertThat(Session.withShownBook("builtin-2027-01-09+x (sha256 f56b5e921adb9a38)."))
        .isEqualTo("builtin-2026-11-12+x (sha256 0123456789abcdef).");
    assertThat(Session.withShownBook("(sha256\n  f56b5e921adb9a38)"))
        .isEqualTo("(sha256\n  0123456789abcdef)");
    assertThat(Session.withShownBook("0.5,builtin-2026-11-12@f56b5e921adb\n"))
        .isEqualTo("0.5,builtin-2026-11-12@0123456789ab\n");
    assertThat(Session.withShownBook("builtin-2026-11-12@\u200bf56b5e921adb"))
        .isEqualTo("builtin-2026-11-12@\u200b0123456789ab");
    assertThat(Session.withShownBook("\"sha256\": \"" + hash + "\""))
        .isEqualTo("\"sha256\": \"" + fixed + "\"");
    assertThat(Session.withShownBook("sha256 " + hash)).isEqualTo("sha256 " + fixed);
    assertThat(Session.withShownBook("0.957291334010741762 f56b5e921adb9a38"))
        .isEqualTo("0.957291334010741762 f56b5e921adb9a38");
  }
}
