import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Makes what a release consists of, but for the `.deb`: a folder with the image, the manual pages,
/// the completions and the licences; its archive; and the files that other package managers read.
///
/// Equal sources give equal bytes. So the archive of loaded classes, which never is the same twice,
/// is left out; `make-cache` makes it on the machine where it is used.
///
/// @param root the folder of the sources
/// @param classPath the jars that the program bundles
/// @param version of the program
/// @param made the time that all files get
/// @param home where releases are, on GitHub
record Packages(
    Path root,
    List<Path> classPath,
    String version,
    Instant made,
    URI home,
    String description) {
  public static void main(String[] args) throws Exception {
    var classPath = System.getProperty("java.class.path").split(java.io.File.pathSeparator);
    new Packages(
            Path.of(args[0]),
            List.of(classPath).stream()
                .filter(name -> name.endsWith(".jar"))
                .map(Path::of)
                .toList(),
            args[1],
            Instant.parse(args[2]),
            URI.create(args[3]),
            args[4])
        .make();
  }

  private Path dist() {
    return root.resolve("target/dist");
  }

  private void make() throws Exception {
    remove(dist());
    var stage = dist().resolve("stage");
    copyTree(root.resolve("target/router-cost"), stage);
    Files.delete(stage.resolve("lib/router-cost.aot"));
    copy(root.resolve("src/dist/make-cache"), stage.resolve("lib/make-cache"));
    copy(root.resolve("samples/calls.csv"), stage.resolve("lib/sample.csv"));
    addManualPages(stage.resolve("share/man/man1"));
    run(stage.resolve("share/bash-completion/completions/router-cost"), "completion", "bash");
    run(stage.resolve("share/zsh/site-functions/_router-cost"), "completion", "zsh");
    run(stage.resolve("share/fish/vendor_completions.d/router-cost.fish"), "completion", "fish");
    addDocumentation(stage.resolve("share/doc/router-cost"));
    var archive = dist().resolve("router-cost-" + version + "-" + platform() + ".tar.gz");
    pack(stage, archive);
    var jar = dist().resolve("router-cost-" + version + ".jar");
    copy(root.resolve("target/router-cost.jar"), jar);
    for (var name : List.of("router-cost.rb", "router-cost.json", "Containerfile", "jreleaser.yml")) {
      var text =
          Files.readString(root.resolve("src/dist").resolve(name))
              .replace("@version@", version)
              .replace("@description@", description)
              .replace("@home@", home.toString())
              .replace("@owner@", home.getPath().split("/")[1])
              .replace("@archive@", archive.getFileName().toString())
              .replace("@archive.sha256@", sha256(archive))
              .replace("@jar@", jar.getFileName().toString())
              .replace("@jar.sha256@", sha256(jar));
      Files.writeString(dist().resolve(name), text);
    }
  }

  /// `linux-x64`, as other tools name it.
  private static String platform() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
    var machine = System.getProperty("os.arch");
    return system.replace("mac", "macos")
        + "-"
        + machine.replaceFirst("amd64|x86_64", "x64").replace("aarch64", "arm64");
  }

  private void addManualPages(Path folder) throws Exception {
    var pages = Files.createDirectories(dist().resolve("man"));
    java(Redirect.INHERIT, "routercost.cli.ManPages", pages.toString(), made.toString());
    Files.createDirectories(folder);
    try (var all = Files.list(pages)) {
      for (var page : all.toList()) {
        try (var out =
            new GZIPOutputStream(
                Files.newOutputStream(folder.resolve(page.getFileName() + ".gz")))) {
          Files.copy(page, out);
        }
      }
    }
  }

  private void run(Path output, String... args) throws Exception {
    Files.createDirectories(output.getParent());
    var words = new ArrayList<>(List.of("routercost.cli.Main"));
    words.addAll(List.of(args));
    java(Redirect.to(output.toFile()), words.toArray(String[]::new));
  }

  private void java(Redirect output, String... words) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                root.resolve("target/router-cost.jar").toString()));
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command).redirectOutput(output).redirectError(Redirect.INHERIT).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  /// The licence of the program, and the licences and notices that come in the jars it bundles.
  private void addDocumentation(Path folder) throws IOException {
    copy(root.resolve("LICENSE"), folder.resolve("copyright"));
    copy(root.resolve("README.md"), folder.resolve("README.md"));
    copy(root.resolve("CHANGELOG.md"), folder.resolve("CHANGELOG.md"));
    copyTree(root.resolve("src/dist/licenses"), folder.resolve("licenses"));
    var listed = root.resolve("target/generated-sources/license/THIRD-PARTY.txt");
    copy(listed, folder.resolve("licenses/THIRD-PARTY.txt"));
    for (var jar : classPath) {
      var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
      try (var entries = FileSystems.newFileSystem(jar);
          var all = Files.walk(entries.getPath("/"))) {
        for (var file :
            all.filter(path -> path.toString().matches("(?i).*/(LICENSE|NOTICE)[^/]*(?<!class)"))
                .filter(Files::isRegularFile)
                .toList()) {
          copy(file, folder.resolve("licenses/" + name + "/" + file.getFileName()));
        }
      }
    }
  }

  private void pack(Path stage, Path archive) throws IOException {
    var top = "router-cost-" + version;
    try (var tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      var files = new TreeMap<String, Path>();
      try (var all = Files.walk(stage)) {
        all.forEach(path -> files.put(top + "/" + stage.relativize(path), path));
      }
      for (var file : files.entrySet()) {
        boolean isFolder = Files.isDirectory(file.getValue());
        var entry = new TarArchiveEntry(isFolder ? file.getKey() + "/" : file.getKey());
        boolean isProgram = isFolder || Files.isExecutable(file.getValue());
        entry.setMode(isProgram ? 0755 : 0644);
        entry.setModTime(made.toEpochMilli());
        entry.setSize(isFolder ? 0 : Files.size(file.getValue()));
        tar.putArchiveEntry(entry);
        if (!isFolder) {
          Files.copy(file.getValue(), tar);
        }
        tar.closeArchiveEntry();
      }
    }
  }

  private static String sha256(Path file) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private static void copy(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    if (file.getFileSystem().equals(target.getFileSystem()) && Files.isExecutable(file)) {
      var allowed = Files.getPosixFilePermissions(target);
      allowed.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(target, allowed);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
