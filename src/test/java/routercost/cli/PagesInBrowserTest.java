package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a month in Chromium, and its workbook in LibreOffice, as the person who gets them
/// sees them.
@Tag("browser")
class PagesInBrowserTest {
  static final List<String> CHROMIUM =
      List.of(
          "chromium",
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @TempDir private Path folder;
  private Path pack = Path.of("");

  @BeforeEach
  void writePack() {
    pack = folder.resolve("out");
    var words = new ArrayList<>(List.of("report", "samples/finance/", "--month", "2026-10"));
    words.addAll(List.of("--owners", "samples/finance/owners.yaml", "-o", pack.toString()));
    words.addAll(List.of("--budgets", "samples/finance/budgets.yaml", "--now", "2026-11-21"));
    assertThat(Terminals.run(words).err()).contains("October 2026: 192.8968003 USD");
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private String chromium(Path page, String... options) throws IOException, InterruptedException {
    var command = new ArrayList<>(CHROMIUM);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    return run(command);
  }

  /// The page with a script of the test behind its own, which writes what it finds into the title.
  private Path asked(String script) throws IOException {
    var html = Files.readString(pack.resolve("report.html"));
    var open = html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    var page = folder.resolve("asked.html");
    Files.writeString(page, open.replace("</body>", "<script>" + script + "</script></body>"));
    return page;
  }

  private String title(String script, String... options) throws IOException, InterruptedException {
    var all = Stream.concat(Stream.of("--dump-dom"), Stream.of(options)).toArray(String[]::new);
    var title = Pattern.compile("<title>([^<]*)</title>").matcher(chromium(asked(script), all));
    assertThat(title.find()).isTrue();
    return title.group(1);
  }

  private static final String TASKS =
      "const table = [...document.querySelectorAll('table')]"
          + ".find(t => t.caption.textContent === 'By task');"
          + "const names = () => [...table.tBodies[0].rows].filter(r => !r.hidden)"
          + ".map(r => r.cells[0].textContent).join(',');";

  @Test
  void aClickOnAHeadingSortsByItsFiguresAndASecondOneTheOtherWayRound() throws Exception {
    var calls = "const button = table.tHead.rows[0].cells[1].querySelector('button');";

    assertThat(title(TASKS + calls + "button.click(); document.title = names();"))
        .startsWith("route_intent,search_docs,extract_invoice");
    assertThat(title(TASKS + calls + "button.click(); button.click(); document.title = names();"))
        .startsWith("summarize_thread,");
  }

  @Test
  void aFilterLeavesTheRowsThatHaveItsText() throws Exception {
    var type =
        "const days = [...document.querySelectorAll('table')]"
            + ".find(t => t.caption.textContent === 'Spend by day');"
            + "const input = days.parentElement.previousElementSibling.querySelector('input');"
            + "input.value = '10-2'; input.dispatchEvent(new Event('input'));"
            + "document.title = [...days.tBodies[0].rows].filter(r => !r.hidden).length;";

    assertThat(title(type)).isEqualTo("10");
  }

  @Test
  void nothingIsWiderThanATelephone() throws Exception {
    var width =
        "addEventListener('load', () => {"
            + "document.title = document.documentElement.scrollWidth <= innerWidth; });";

    assertThat(title(width, "--window-size=390,844")).isEqualTo("true");
    assertThat(title(width, "--window-size=1280,800")).isEqualTo("true");
  }

  /// What axe-core finds in the page: the rules that it breaks.
  private String barriers(String change, String... options) throws Exception {
    try (var axe = getClass().getResourceAsStream("/axe.min.js")) {
      var script = new String(axe.readAllBytes(), StandardCharsets.UTF_8);
      var all = Stream.concat(Stream.of("--virtual-time-budget=30000"), Stream.of(options));
      return title(
          change
              + script.replace("</script>", "<\\/script>")
              + ";axe.run().then(found => {"
              + "document.title = 'barriers: ' + found.violations.map(rule => rule.id); });",
          all.toArray(String[]::new));
    }
  }

  @Test
  void axeFindsNoBarrierForKeyboardsAndScreenReaders() throws Exception {
    assertThat(barriers("")).isEqualTo("barriers: ");
    assertThat(barriers("", "--blink-settings=preferredColorScheme=0")).isEqualTo("barriers: ");
    assertThat(barriers("document.querySelector('table').before(new Image());"))
        .isEqualTo("barriers: image-alt");
  }

  @Test
  void theConsoleStaysEmpty() throws Exception {
    var said =
        chromium(pack.resolve("report.html"), "--dump-dom", "--enable-logging=stderr", "--v=0");

    assertThat(said).contains("<h1>Cost of LLM calls, October 2026</h1>").doesNotContain("CONSOLE");
  }

  @Test
  void aPageIsPrinted() throws Exception {
    var paper = folder.resolve("report.pdf");

    chromium(pack.resolve("report.html"), "--no-pdf-header-footer", "--print-to-pdf=" + paper);

    assertThat(Files.size(paper)).isBetween(20_000L, 1_000_000L);
  }

  @Test
  void theTotalsThatLibreOfficeCalculatesAreOurs() throws Exception {
    run(
        List.of(
            "soffice",
            "-env:UserInstallation=" + folder.resolve("office").toUri(),
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false,false,false,-1",
            "--outdir",
            folder.toString(),
            pack.resolve("report.xlsx").toString()));

    for (var sheet : List.of("By task", "By model", "By tier", "Spend by day")) {
      var lines = Files.readAllLines(folder.resolve("report-" + sheet + ".csv"));
      int cost = List.of(lines.getFirst().split("\t", -1)).indexOf("Cost");
      var total = lines.getLast().split("\t", -1);
      assertThat(total[0]).contains("Total");
      assertThat(new BigDecimal(total[cost].replace("\"", "")))
          .as(sheet)
          .isCloseTo(new BigDecimal("192.8968003"), within(new BigDecimal("0.0000001")));
    }
  }
}
