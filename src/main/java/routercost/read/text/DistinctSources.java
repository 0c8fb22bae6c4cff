package routercost.read.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Inputs of which no two are one file.
///
/// @param repeated sentences on files that were named twice and are read once
/// @param equal sentences on files of equal content
public record DistinctSources(List<Source> sources, List<String> repeated, List<String> equal) {
  private static final int BUFFER = 1 << 16;
  private static final int SHOWN = 5;

  /// The inputs without those that are another under a second name, or packed.
  public static DistinctSources of(List<Source> named) {
    if (named.size() < 2) {
      return new DistinctSources(named, List.of(), List.of());
    }
    var repeated = new ArrayList<String>();
    var equal = new ArrayList<String>();
    var sources = withoutPacked(withoutLinks(named, repeated), repeated);
    findEqual(sources, equal);
    return new DistinctSources(sources, first(repeated), first(equal));
  }

  private static List<String> first(List<String> sentences) {
    if (sentences.size() <= SHOWN) {
      return sentences;
    }
    var first = new ArrayList<>(sentences.subList(0, SHOWN - 1));
    first.add(
        sentences.get(SHOWN - 1) + " (likewise " + (sentences.size() - SHOWN) + " more files)");
    return first;
  }

  private static List<Source> withoutLinks(List<Source> named, List<String> repeated) {
    var names = new HashMap<Object, String>();
    var sources = new ArrayList<Source>();
    for (var source : named) {
      Object place = source.file().<Object>map(DistinctSources::key).orElse(source);
      String table = source.table().orElse("");
      Object key = table.isEmpty() ? place : List.of(place, table);
      Object whole = table.isEmpty() ? List.of(place) : place; // the file the other way
      if (names.containsKey(whole)) {
        throw new InputProblem(
            "%s and %s overlap; pass the file or its tables"
                .formatted(names.get(whole), source.name()));
      }
      if (!table.isEmpty()) {
        names.putIfAbsent(List.of(place), source.name());
      }
      String other = names.putIfAbsent(key, source.name());
      if (other == null) {
        sources.add(source);
      } else {
        repeated.add(source.name() + " is the file " + other + ", and is read once");
      }
    }
    return sources;
  }

  private static Object key(Path file) {
    try {
      return FileKeys.identity(file);
    } catch (IOException _) {
      return file;
    }
  }

  private static List<Source> withoutPacked(List<Source> named, List<String> repeated) {
    Set<String> names = new HashSet<>();
    named.forEach(source -> names.add(source.name()));
    var sources = new ArrayList<Source>();
    for (var source : named) {
      String plain = source.name().replaceFirst("\\.(gz|zst)$", "");
      boolean isPacked = !plain.equals(source.name()) && names.contains(plain);
      if (isPacked && isUnpacked(source, TextFiles.path(plain))) {
        repeated.add(source.name() + " is " + plain + " packed, and is read once");
      } else {
        sources.add(source);
      }
    }
    return sources;
  }

  private static boolean isUnpacked(Source packed, Path plain) {
    try (InputStream first = new BufferedInputStream(Unpacked.of(packed), BUFFER);
        InputStream second = new BufferedInputStream(Files.newInputStream(plain), BUFFER)) {
      byte[] some = first.readNBytes(BUFFER);
      while (some.length > 0) {
        if (!Arrays.equals(some, second.readNBytes(some.length))) {
          return false;
        }
        some = first.readNBytes(BUFFER);
      }
      return second.read() < 0;
    } catch (IOException unreadable) {
      return false; // reading it reports why
    }
  }

  private static void findEqual(List<Source> sources, List<String> equal) {
    var numberBySize = new HashMap<Long, Integer>();
    sources.forEach(source -> numberBySize.merge(source.size(), 1, Integer::sum));
    var byBeginning = new HashMap<List<Object>, List<Source>>();
    for (var source : sources) {
      long size = source.size();
      if (size > 0 && numberBySize.getOrDefault(size, 0) > 1) {
        var alike =
            byBeginning.computeIfAbsent(List.of(size, beginning(source)), _ -> new ArrayList<>());
        alike.stream()
            .filter(earlier -> isEqual(source, earlier))
            .findFirst()
            .ifPresent(
                earlier ->
                    equal.add(source.name() + " and " + earlier.name() + " have the same content"));
        alike.add(source);
      }
    }
  }

  /// A hash of the first bytes, so that not every two files of one size are compared.
  private static int beginning(Source source) {
    try (InputStream bytes = Files.newInputStream(source.file().orElseThrow())) {
      return Arrays.hashCode(bytes.readNBytes(BUFFER));
    } catch (IOException unreadable) {
      return 0; // reading it reports why
    }
  }

  private static boolean isEqual(Source first, Source second) {
    if (first.table().isPresent() || second.table().isPresent()) {
      return false; // tables of one file are not equal
    }
    try {
      return Files.mismatch(first.file().orElseThrow(), second.file().orElseThrow()) < 0;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
