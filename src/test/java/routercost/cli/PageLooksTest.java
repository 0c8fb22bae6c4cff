package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of a month looks as it does in `src/test/resources/pages`: on a telephone, on a screen,
/// dark, and on paper. `-Dtranscripts.rewrite` writes the pictures, to be looked at as part of a
/// change.
@Tag("browser")
class PageLooksTest {
  private static final Path PICTURES = Path.of("src/test/resources/pages");

  /// Letters are drawn a little differently by other versions of a browser or of a font, so squares
  /// of pixels are compared, by their mean colours.
  private static final int SQUARE = 16;

  private static final int SHADE = 24;
  private static final double MOST_DIFFERING = 0.005;

  @TempDir private Path folder;

  /// What somebody looks at.
  enum View {
    TELEPHONE(390, 1700, ""),
    SCREEN(1280, 1250, ""),
    DARK(1280, 1250, "--blink-settings=preferredColorScheme=0"),
    PAPER(794, 1123, "");

    private final int width;
    private final int height;
    private final String option;

    View(int width, int height, String option) {
      this.width = width;
      this.height = height;
      this.option = option;
    }

    private Path picture() {
      return PICTURES.resolve(name().toLowerCase(Locale.ROOT) + ".png");
    }

    /// The page as this view has it: the rules for paper, which no picture of a screen shows, hold
    /// always for one.
    private String of(String page) {
      return this == PAPER ? page.replace("@media print{", "@media all{") : page;
    }
  }

  private BufferedImage picture(View view) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("report", "samples/finance/", "--month", "2026-10"));
    words.addAll(List.of("--owners", "samples/finance/owners.yaml", "-f", "html"));
    words.addAll(List.of("--budgets", "samples/finance/budgets.yaml", "--now", "2026-11-21"));
    var page = folder.resolve("page.html");
    Files.writeString(page, view.of(Terminals.run(words).out()));
    var picture = folder.resolve("picture.png");
    var command = new ArrayList<>(PagesInBrowserTest.CHROMIUM);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--hide-scrollbars");
    command.add("--force-device-scale-factor=1");
    command.add("--window-size=" + view.width + "," + view.height);
    command.add("--screenshot=" + picture);
    if (!view.option.isEmpty()) {
      command.add(view.option);
    }
    command.add(page.toUri().toString());
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(said).isTrue();
    return ImageIO.read(picture.toFile());
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void thePageLooksAsItDid(View view) throws Exception {
    var now = picture(view);
    if (System.getProperty("transcripts.rewrite") != null) {
      Files.createDirectories(PICTURES);
      ImageIO.write(now, "png", view.picture().toFile());
    }

    assertThat(differing(now, ImageIO.read(view.picture().toFile()))).isLessThan(MOST_DIFFERING);
  }

  @Test
  void aBarThatIsMissingIsNoticed() throws IOException {
    var picture = ImageIO.read(View.SCREEN.picture().toFile());
    var changed = ImageIO.read(View.SCREEN.picture().toFile());
    var graphics = changed.createGraphics();
    graphics.fillRect(300, 450, 300, 100); // where the waterfall is
    graphics.dispose();

    assertThat(differing(picture, changed)).isGreaterThan(MOST_DIFFERING);
    assertThat(differing(picture, ImageIO.read(View.DARK.picture().toFile()))).isGreaterThan(0.5);
  }

  /// The share of squares whose colours differ.
  private static double differing(BufferedImage a, BufferedImage b) {
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    assertThat(a.getHeight()).isEqualTo(b.getHeight());
    int squares = 0;
    int differing = 0;
    for (int x = 0; x + SQUARE <= a.getWidth(); x += SQUARE) {
      for (int y = 0; y + SQUARE <= a.getHeight(); y += SQUARE) {
        squares++;
        differing += distance(a, b, x, y) > SHADE ? 1 : 0;
      }
    }
    return (double) differing / squares;
  }

  /// How far the mean colours of a square are apart, in the channel in which they differ most.
  private static long distance(BufferedImage a, BufferedImage b, int left, int top) {
    long most = 0;
    for (int shift : new int[] {0, 8, 16}) {
      long sum = 0;
      for (int x = left; x < left + SQUARE; x++) {
        for (int y = top; y < top + SQUARE; y++) {
          sum += (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
        }
      }
      most = Math.max(most, Math.abs(sum) / (SQUARE * SQUARE));
    }
    return most;
  }
}
