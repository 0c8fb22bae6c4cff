package routercost.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import routercost.report.format.Renderer;
import routercost.report.layout.Report;
import routercost.usage.Sha256;

/// Writes a report as a page: one file without links, which works by mail and in print. Templates
/// escape all text; what a name says can only be shown.
public record HtmlRenderer() implements Renderer {
  @Override
  public String render(Report report) {
    var style = resource("page.css");
    var script = resource("page.js");
    var page = HtmlPage.of(report.blocks(), style, script, policy(script));
    var out = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render("page.jte", Map.of("page", page), out);
    return out.toString();
  }

  /// Nothing is loaded from anywhere, and no script runs but that of the page.
  private static String policy(String script) {
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
        + hash(script)
        + "'";
  }

  private static String hash(String text) {
    var digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  private static String resource(String name) {
    try (var stream = HtmlRenderer.class.getResourceAsStream("/routercost/" + name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
