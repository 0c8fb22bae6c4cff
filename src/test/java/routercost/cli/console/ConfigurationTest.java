package routercost.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path root;
  private Path inner;

  @BeforeEach
  void makeFolders() throws IOException {
    inner = Files.createDirectories(root.resolve("team/service"));
  }

  @Test
  void nearestFileUpToTheRootOfTheRepositoryIsFound() throws IOException {
    Files.createDirectory(root.resolve(".git"));
    assertThat(Configuration.project(inner)).isEmpty();
    Files.createFile(root.resolve("router-cost.yaml"));
    assertThat(Configuration.project(inner)).isEqualTo("../../router-cost.yaml");
    Files.createFile(inner.getParent().resolve("router-cost.yaml"));
    assertThat(Configuration.project(inner)).isEqualTo("../router-cost.yaml");
  }

  @Test
  void fileAboveTheRepositoryIsNotUsed() throws IOException {
    Files.createFile(root.resolve("router-cost.yaml"));
    Files.createFile(inner.resolve(".git")); // a file in a work tree of git
    assertThat(Configuration.project(inner)).isEmpty();
  }

  @Test
  void onlyTheFolderItselfCountsWithoutARepository() throws IOException {
    Files.createFile(root.resolve("router-cost.yaml"));
    assertThat(Configuration.project(inner)).isEmpty();
    assertThat(Configuration.project(root)).isEqualTo("router-cost.yaml");
  }
}
