package routercost.cli.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import routercost.price.Money;
import routercost.read.text.FileHash;
import routercost.read.text.OutputFolder;
import routercost.report.Format;
import routercost.report.common.InputSummary;
import routercost.report.common.RunMetadata;
import routercost.report.format.JsonRenderer;
import routercost.report.layout.Json;
import routercost.report.layout.Report;
import routercost.report.layout.Terminal;
import routercost.report.xlsx.Spreadsheet;

/// The files that one run writes for a period, and the list of what they were made from.
public final class ReportPack {
  private static final String NAME = "report";

  private final SequencedMap<String, OutputFolder.Content> files = new LinkedHashMap<>();

  /// A report in every format.
  public static ReportPack of(Report report) {
    var pack = new ReportPack();
    pack.add(NAME + ".html", Format.HTML, report);
    pack.files.put(NAME + ".xlsx", out -> out.write(Spreadsheet.of(report).bytes()));
    pack.add(NAME + ".csv", Format.CSV, report);
    pack.add(NAME + ".json", Format.JSON, report);
    pack.add(NAME + ".md", Format.MARKDOWN, report);
    return pack;
  }

  private void add(String name, Format format, Report report) {
    and(name, text -> text.append(format.renderer(Terminal.PLAIN).render(report)));
  }

  /// A text that is written piece by piece.
  @FunctionalInterface
  public interface Text {
    void write(Appendable target) throws IOException;
  }

  /// This pack with another file.
  public ReportPack and(String name, Text text) {
    files.put(
        name,
        out -> {
          var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          text.write(writer);
          writer.flush();
        });
    return this;
  }

  /// Writes the files, and last the list of them.
  ///
  /// @return how many files there are
  public int write(OutputFolder folder, RunMetadata head, Money total) {
    var written = new LinkedHashMap<String, FileHash>();
    files.forEach((name, content) -> written.put(name, folder.write(name, content)));
    var manifest = JsonRenderer.text(manifest(head, total, written));
    folder.write("manifest.json", out -> out.write(manifest.getBytes(StandardCharsets.UTF_8)));
    return files.size() + 1;
  }

  private static Json manifest(
      RunMetadata head, Money total, SequencedMap<String, FileHash> written) {
    return head.json()
        .and("program_sha256", program().map(FileHash::sha256))
        .and("total", total)
        .and("input_files", Json.items(head.inputs().stream().map(ReportPack::input)))
        .and(
            "output_files",
            Json.items(
                written.entrySet().stream()
                    .map(file -> file(file.getKey(), Optional.of(file.getValue())))));
  }

  private static Json input(InputSummary input) {
    return file(RunMetadata.fileName(input.path()), FileHash.of(input.path()));
  }

  private static Json file(String name, Optional<FileHash> hash) {
    return Json.object()
        .and("path", name)
        .and("bytes", Json.of(hash, known -> Json.number(known.bytes())))
        .and("sha256", hash.map(FileHash::sha256));
  }

  /// The hash of the program, if it is one file.
  private static Optional<FileHash> program() {
    try {
      var source = ReportPack.class.getProtectionDomain().getCodeSource();
      return source == null
          ? Optional.empty()
          : FileHash.of(Path.of(source.getLocation().toURI()).toString());
    } catch (URISyntaxException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
