package routercost.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPlacesTest {
  @TempDir Path root;
  private Path inner;

  @BeforeEach
  void makeFolders() throws IOException {
    inner = Files.createDirectories(root.resolve("team/service"));
  }

  @Test
  void nearestFileUpToTheRootOfTheRepositoryIsFound() throws IOException {
    Files.createDirectory(root.resolve(".git"));
    assertThat(ConfigurationPlaces.project(inner.toString())).isEmpty();
    Files.createFile(root.resolve("router-cost.yaml"));
    assertThat(ConfigurationPlaces.project(inner.toString())).isEqualTo("../../router-cost.yaml");
    Files.createFile(root.resolve("team/router-cost.yaml"));
    assertThat(ConfigurationPlaces.project(inner.toString())).isEqualTo("../router-cost.yaml");
  }

  @Test
  void fileAboveTheRepositoryIsNotUsed() throws IOException {
    Files.createFile(root.resolve("router-cost.yaml"));
    Files.createFile(inner.resolve(".git")); // a file in a work tree of git
    assertThat(ConfigurationPlaces.project(inner.toString())).isEmpty();
  }

  @Test
  void onlyTheFolderItselfCountsWithoutARepository() throws IOException {
    Files.createFile(root.resolve("router-cost.yaml"));
    assertThat(ConfigurationPlaces.project(inner.toString())).isEmpty();
    assertThat(ConfigurationPlaces.project(root.toString())).isEqualTo("router-cost.yaml");
  }
}
