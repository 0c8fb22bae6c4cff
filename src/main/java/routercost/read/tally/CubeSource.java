package routercost.read.tally;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import routercost.read.text.ConfigurationProblem;

/// A log that a cube was made of, so that no log is added twice.
///
/// @param content a hash of its bytes
/// @param selection a hash of the options that decide what was read of it
/// @param name of the file, for messages
public record CubeSource(String content, String selection, String name)
    implements Comparable<CubeSource> {
  private static final Comparator<CubeSource> ORDER =
      Comparator.comparing(CubeSource::name)
          .thenComparing(CubeSource::content)
          .thenComparing(CubeSource::selection);

  @Override
  public int compareTo(CubeSource other) {
    return ORDER.compare(this, other);
  }

  private CubeSource unnamed() {
    return new CubeSource(content, selection, "");
  }

  /// The sources of the cubes that were added so far.
  public static final class Known {
    private final Set<CubeSource> known = new HashSet<>();

    /// Adds the sources of a cube.
    ///
    /// @param cube its name, for messages
    /// @return whether it is new; a cube is not if all its logs are in those before
    /// @throws ConfigurationProblem if some of its logs are, which cannot be taken out of sums
    public boolean add(String cube, Set<CubeSource> sources) {
      var twice = sources.stream().filter(source -> known.contains(source.unnamed())).toList();
      if (!twice.isEmpty() && twice.size() < sources.size()) {
        throw new ConfigurationProblem(
            "%s: %s of its %d logs, such as %s, %s also in another cube; pass cubes that share no log"
                .formatted(
                    cube,
                    twice.size() == 1 ? "one" : Integer.toString(twice.size()),
                    sources.size(),
                    twice.getFirst().name(),
                    twice.size() == 1 ? "is" : "are"));
      }
      sources.forEach(source -> known.add(source.unnamed()));
      return twice.isEmpty();
    }
  }
}
