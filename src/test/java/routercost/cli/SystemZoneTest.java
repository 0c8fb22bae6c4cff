package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemZoneTest {
  @TempDir Path folder;

  private ZoneId of(String target) throws IOException {
    return Main.zone(
        Files.createSymbolicLink(folder.resolve("localtime"), Path.of(target)).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/share/zoneinfo/Europe/Berlin, Europe/Berlin",
    "../usr/share/zoneinfo/America/Argentina/Salta, America/Argentina/Salta",
    "/var/db/timezone/zoneinfo/Asia/Tokyo, Asia/Tokyo",
    "/usr/share/zoneinfo/Etc/UTC, Z",
    "/usr/share/zoneinfo/UTC, Z"
  })
  void theLinkNamesTheZone(String target, String zone) throws IOException {
    assertThat(of(target)).isEqualTo(ZoneId.of(zone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/else", "/usr/share/zoneinfo/No/Where", "/usr/share/zoneinfo/"})
  void anythingElseIsLeftToJava(String target) throws IOException {
    assertThat(of(target)).isEqualTo(ZoneId.systemDefault());
  }

  @Test
  void aFileInPlaceOfTheLinkIsLeftToJava() throws IOException {
    var file = Files.writeString(folder.resolve("localtime"), "TZif2");
    assertThat(Main.zone(file.toString())).isEqualTo(ZoneId.systemDefault());
    assertThat(Main.zone(folder + "/none")).isEqualTo(ZoneId.systemDefault());
  }

  @Test
  void itIsTheZoneOfJava() {
    assertThat(Main.zone("/etc/localtime").getRules()).isEqualTo(ZoneId.systemDefault().getRules());
    assertThat(ZoneOffset.UTC.getRules()).isEqualTo(ZoneId.of("Etc/UTC").getRules());
  }
}
