package routercost.read.text;

/// How the reading goes about it. Makes no difference to any figure.
///
/// @param threads how many workers scan
/// @param chunk how many bytes a worker takes at once
/// @param small how many records an input may have to be read carefully, without scanners
/// @param idsInMemory how many request ids are held in memory before they go on disk
public record ReadTuning(int threads, int chunk, int small, long idsInMemory) {
  private static final int CHUNK = 1 << 19;
  private static final int SMALL = 100;

  public ReadTuning {
    if (threads < 1 || chunk < 1) {
      throw new IllegalArgumentException("reading takes a thread and a byte at least");
    }
  }

  /// The usual effort with so many threads. A third of the memory at most is for ids.
  public static ReadTuning of(int threads) {
    long bytes = Runtime.getRuntime().maxMemory() / 3;
    return new ReadTuning(threads, CHUNK, SMALL, Math.max(1 << 16, bytes / 24));
  }
}
