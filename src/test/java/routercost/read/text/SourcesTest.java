package routercost.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.audit.NotCounted.Kind;
import routercost.read.LogReader;
import routercost.read.ReadCalls;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LeftOut;
import routercost.usage.Meter;

class SourcesTest {
  private static final byte[] LOG = ReadCalls.bytes("model,input_tokens", "m,5");

  @TempDir Path folder;

  private interface Packing {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] content, Packing packing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.over(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] manyRows() {
    var log = new StringBuilder("model,input_tokens,request_id\n");
    var random = new java.util.Random(1);
    for (int i = 0; i < 20_000; i++) {
      log.append("m,").append(i).append(',').append(random.nextLong()).append('\n');
    }
    return log.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static List<String> read(String... paths) {
    return ReadCalls.of(List.of(paths), LOG, ReadOptions.SNIFFED, ReadCalls.ALL)
        .tally()
        .inputs()
        .stream()
        .map(RowCounts::path)
        .toList();
  }

  @Test
  void compressedDataIsToldByItsBytesEvenOnStandardInput() throws IOException {
    assertThat(ReadCalls.of(packed(LOG, GZIPOutputStream::new)).count(Meter.INPUT)).isEqualTo(5);
    assertThat(ReadCalls.of(packed(LOG, ZstdOutputStream::new)).count(Meter.INPUT)).isEqualTo(5);
  }

  @Test
  void gzipMembersOneAfterAnotherAreOneLog() throws IOException {
    var both = new ByteArrayOutputStream();
    both.write(packed(LOG, GZIPOutputStream::new));
    both.write(packed(ReadCalls.bytes("m,6"), GZIPOutputStream::new));

    assertThat(ReadCalls.of(both.toByteArray()).calls()).hasSize(2);
  }

  @Test
  void truncatedCompressedDataCountsAsFarAsItsLinesAreWhole() throws IOException {
    for (Packing packing : List.<Packing>of(GZIPOutputStream::new, ZstdOutputStream::new)) {
      byte[] whole = packed(manyRows(), packing);
      byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);

      for (int threads : List.of(1, 3)) {
        var tally =
            LogReader.of(ReadCalls.request(List.of("-"), cut).with(ReadTuning.of(threads))).read();

        assertThat(tally.inputs().getFirst().rows()).isBetween(10_000L, 19_999L);
        assertThat(tally.inputs().getFirst().rejected()).isZero();
        assertThat(tally.leftOut().files())
            .containsExactly(
                new LeftOut.PartOfFile(Kind.CUT, "-: the compressed data ends early", false));
      }
      assertThatThrownBy(() -> ReadCalls.of(Arrays.copyOf(whole, 8)))
          .isInstanceOf(InputProblem.class)
          .hasMessageContaining("ends early");
    }
  }

  @Test
  void bytesAfterTheLastMemberOfGzipAreNamed() throws IOException {
    assertThat(flaws()).isEmpty();
    assertThat(flaws(0, 0, 0)).containsExactly(trailing("3 bytes", "were", true));
    assertThat(flaws('x')).containsExactly(trailing("1 byte", "was", false));
    assertThat(flaws(0, 'x', 0)).containsExactly(trailing("3 bytes", "were", false));
    assertThat(flaws(0x1F, 0x8B, 8)).containsExactly(trailing("3 bytes", "were", false));
  }

  private static LeftOut.PartOfFile trailing(String bytes, String were, boolean empty) {
    return new LeftOut.PartOfFile(
        Kind.TRAILING,
        "-: %s after the end of the compressed data %s not read".formatted(bytes, were),
        empty);
  }

  /// What is left out of a log of two members and further bytes.
  private static List<LeftOut.PartOfFile> flaws(int... more) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(packed(LOG, GZIPOutputStream::new));
    bytes.write(packed(ReadCalls.bytes("m,6"), GZIPOutputStream::new));
    for (int value : more) {
      bytes.write(value);
    }
    var reading = ReadCalls.of(bytes.toByteArray());
    assertThat(reading.calls()).hasSize(2);
    return reading.tally().leftOut().files();
  }

  @Test
  void aFolderGivesItsCallLogsInOrder() throws IOException {
    write("b.csv", LOG);
    write("a/x.log", packed(LOG, GZIPOutputStream::new));
    write(".hidden.csv", LOG);
    write(".git/y.csv", LOG);
    write("README.md", ReadCalls.bytes("# read me", "hello"));
    write("picture.png", new byte[] {1, 0, 2});

    assertThat(read(folder.toString())).containsExactly(folder + "/a/x.log", folder + "/b.csv");
    assertThat(ReadCalls.file(folder.toString()).account().assumptions().getFirst())
        .isEqualTo(
            "not call logs, left out of "
                + folder
                + ": README.md (plain text, neither JSON nor a table of calls); picture.png (binary"
                + " data)");
  }

  @Test
  void aLinkToAFolderIsReadAsTheFolderButFoldersLinkedInItAreNot() throws IOException {
    write("logs/a.csv", LOG);
    write("elsewhere/c.csv", LOG);
    Path logs = folder.resolve("logs");
    Files.createSymbolicLink(logs.resolve("more"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(logs.resolve("d.csv"), folder.resolve("elsewhere/c.csv"));
    Files.createSymbolicLink(logs.resolve("again"), logs);
    Path link = Files.createSymbolicLink(folder.resolve("link"), logs);

    assertThat(read(link.toString())).containsExactly(link + "/a.csv", link + "/d.csv");
  }

  @Test
  void aFolderWithoutCallLogsIsAProblem() throws IOException {
    write("README.md", ReadCalls.bytes("# read me"));

    assertThatThrownBy(() -> read(folder.toString()))
        .isInstanceOf(InputProblem.class)
        .hasMessage(
            folder
                + ": none of its files is a call log: README.md (plain text, neither JSON nor a table"
                + " of calls)");
  }

  @Test
  void aDamagedFileInAFolderIsNotPassedOver() throws IOException {
    byte[] whole = packed(manyRows(), GZIPOutputStream::new);
    write("a.csv", LOG);
    write("b.gz", Arrays.copyOf(whole, 8));

    assertThatThrownBy(() -> read(folder.toString())).isInstanceOf(InputProblem.class);
  }

  @Test
  void globsAreExpanded() throws IOException {
    write("a1.csv", LOG);
    write("a2.csv", LOG);
    write("a10.csv", LOG);
    write("x/y/a3.csv", LOG);
    write("odd[1]*.csv", LOG);

    assertThat(read(folder + "/a?.csv")).containsExactly(folder + "/a1.csv", folder + "/a2.csv");
    assertThat(read(folder + "/a*.csv")).hasSize(3);
    assertThat(read(folder + "/**/a*.csv")).hasSize(4).endsWith(folder + "/x/y/a3.csv");
    assertThat(read(folder + "/odd[1]*.csv")).containsExactly(folder + "/odd[1]*.csv");
  }

  @Test
  void whatDoesNotExistIsAProblem() {
    assertThatThrownBy(() -> read("nowhere.csv")).hasMessage("nowhere.csv: no such file or folder");
    assertThatThrownBy(() -> read("nowhere/*.csv"))
        .hasMessage("nowhere/*.csv: no file matches this pattern");
  }

  @Test
  void inputsAreReadInTheOrderGivenAndEachFileOnce() throws IOException {
    write("a.csv", LOG);

    assertThat(read("-", folder + "/a.csv", folder + "/a.csv"))
        .containsExactly("-", folder + "/a.csv");
  }
}
