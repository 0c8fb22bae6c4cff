package routercost.read.scan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.Source;

/// Scans inputs, one after another, with several workers.
///
/// Each worker takes the next chunk and scans it from where a record probably begins. What depends
/// on order is done in turn, chunk by chunk: the record that lies across the border is put together
/// and scanned; if it does not end where the chunk was taken to begin, the guess was wrong and the
/// chunk is taken back and scanned again. So the result is that of one worker reading from the
/// start, however the input is cut.
public final class ParallelScan {
  /// How many chunks a worker holds at most, that whose turn is next among them: so it scans ahead
  /// of others, which another program may keep from the processor.
  private static final int MOST_HELD = 4;

  /// So many chunks the first worker scans alone. Code that is not compiled yet would keep the
  /// compiler from the processor if several ran it, and small inputs end before more workers are of
  /// use.
  private static final int ALONE = 4;

  private final List<ScanInput> inputs;
  private final Chunks chunks;
  private final Progress progress;
  private final long firstLine;

  private long turn;
  private @Nullable Throwable failure;
  private int input = -1;
  private byte[] tail = new byte[0];
  private int tailLength;
  private long line = 1;
  private boolean begun;
  private boolean withinLine;

  /// A scan that has not begun.
  ///
  /// @param chunks of all inputs, in their order
  public ParallelScan(List<ScanInput> inputs, Chunks chunks, Progress progress) {
    this(inputs, chunks, progress, 0);
  }

  /// A scan that has not begun, of the rest of an input.
  ///
  /// @param firstLine the number of the line on which its first record begins; 0 if `chunks` begin
  ///     where the input does
  public ParallelScan(ScanInput input, Chunks chunks, Progress progress, long firstLine) {
    this(List.of(input), chunks, progress, firstLine);
  }

  private ParallelScan(List<ScanInput> inputs, Chunks chunks, Progress progress, long firstLine) {
    this.inputs = inputs;
    this.chunks = chunks;
    this.progress = progress;
    this.firstLine = firstLine;
  }

  /// How many bytes at the end of the last input are left, as they hold no whole record and more
  /// may follow; −1 if what follows would not begin with a record. Once all is scanned.
  public int left() {
    return begun && !withinLine ? tailLength : -1;
  }

  /// The number of the line on which the bytes that are left begin.
  public long line() {
    return line;
  }

  /// Scans all of the inputs.
  ///
  /// @param threads how many workers there may be
  /// @param worker makes one
  public void run(int threads, Supplier<? extends ChunkScanner> worker) {
    var first = new Work(worker.get());
    var others = new ArrayList<Thread>();
    guard(
        () -> {
          first.some(ALONE);
          for (int i = 1; i < threads && first.more; i++) {
            var work = new Work(worker.get());
            others.add(Thread.ofPlatform().daemon().name("scanner").start(() -> guard(work::all)));
          }
          first.all();
        });
    others.forEach(ParallelScan::join);
    raise(failed());
  }

  /// Throws what another thread failed with, if it did.
  public static void raise(@Nullable Throwable failed) {
    if (failed instanceof RuntimeException problem) {
      throw problem;
    }
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed != null) {
      throw new IllegalStateException(failed);
    }
  }

  public static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", interrupted);
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void guard(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | Error failed) {
      fail(failed);
    }
  }

  private synchronized void fail(Throwable problem) {
    if (failure == null) {
      failure = problem;
    }
    notifyAll();
  }

  private synchronized @Nullable Throwable failed() {
    return failure;
  }

  /// Waits until all chunks before this one are done; `false` if that will not happen.
  private synchronized boolean awaitTurn(long number) {
    try {
      while (turn != number && failure == null) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", interrupted);
    }
    return failure == null;
  }

  private synchronized boolean isTurn(long number) {
    return turn == number && failure == null;
  }

  private synchronized void passTurn() {
    turn++;
    notifyAll();
  }

  /// A chunk that was scanned, perhaps before those in front of it were done.
  private static final class Held {
    private Chunks.Chunk chunk;
    private final ByteRange body = new ByteRange();
    private int start;
    private int stop;

    Held(Chunks.Chunk chunk) {
      this.chunk = chunk;
    }
  }

  /// One worker's part. What it does in turn may touch the state of the scan.
  private final class Work {
    private final ChunkScanner scanner;
    private boolean more = true;
    private final Deque<Held> held = new ArrayDeque<>();
    private final Deque<Held> spare = new ArrayDeque<>();
    private final ByteRange joint = new ByteRange();
    private byte[] joined = new byte[FieldOffsets.room(1 << 12)];

    Work(ChunkScanner scanner) {
      this.scanner = scanner;
    }

    /// Scans so many chunks, if there are as many.
    void some(int most) {
      for (int i = 0; i < most && more && hasRoom(); i++) {
        take();
      }
    }

    /// Scans chunks until there are none.
    void all() {
      some(Integer.MAX_VALUE);
      while (!held.isEmpty() && awaitTurn(held.element().chunk.number)) {
        finishFirst();
      }
    }

    private void take() {
      Held next = spare.isEmpty() ? new Held(new Chunks.Chunk(chunks.size())) : spare.pop();
      Chunks.Chunk chunk = chunks.next(next.chunk);
      more = chunk != null;
      if (chunk != null) {
        next.chunk = chunk;
        scan(next);
        held.add(next);
      }
    }

    private void scan(Held next) {
      ByteRange body = next.body;
      body.over(next.chunk.bytes, next.chunk.length, next.chunk.last && !next.chunk.cut);
      next.start = scanner.borders().guess(body);
      next.stop = next.start < 0 ? next.start : scanner.scan(body, next.start, 1);
    }

    /// Finishes the chunks whose turn it is, and waits for the first if too many are held; `false`
    /// if its turn will not come.
    private boolean hasRoom() {
      while (!held.isEmpty()) {
        long first = held.element().chunk.number;
        if (held.size() == MOST_HELD ? !awaitTurn(first) : !isTurn(first)) {
          return held.size() < MOST_HELD;
        }
        finishFirst();
      }
      return true;
    }

    private void finishFirst() {
      Held first = held.remove();
      Chunks.Chunk chunk = first.chunk;
      if (chunk.input != input) {
        enter(chunk.input);
      }
      if (chunk.failure instanceof IOException unread) {
        throw InputProblem.of(inputs.get(input).source(), unread, line - 1);
      }
      raise(chunk.failure);
      long before = line;
      settle(first.body, first.start, first.stop);
      progress.advanced(chunk.length, line - before);
      spare.push(first);
      passTurn();
    }

    private void enter(int next) {
      input = next;
      tailLength = 0;
      line = Math.max(1, firstLine);
      begun = firstLine > 0;
      withinLine = false;
    }

    /// Does in turn what depends on the chunks before.
    private void settle(ByteRange body, int start, int stop) {
      int head = start < 0 ? body.to : start;
      join(body, 0, head, body.last && start < 0);
      int done = scanJoint();
      commit(joint);
      if (start >= 0 && done == joint.to) {
        body.from = start;
        commit(body);
        keep(body.bytes, stop, body.to);
        return;
      }
      keep(joined, done, joint.to);
      if (start >= 0) { // the guess was wrong
        body.forget();
        scanner.scan(body, start, -1);
        join(body, head, body.to, body.last);
        done = scanJoint();
        commit(joint);
        keep(joined, done, joint.to);
      }
    }

    /// Puts the tail of the chunks before and a part of this chunk together.
    private void join(ByteRange body, int from, int to, boolean last) {
      int length = tailLength + to - from;
      if (joined.length < FieldOffsets.room(length)) {
        joined = new byte[FieldOffsets.room(length + (length >> 1))];
      }
      System.arraycopy(tail, 0, joined, 0, tailLength);
      System.arraycopy(body.bytes, from, joined, tailLength, to - from);
      joint.over(joined, length, last);
    }

    private int scanJoint() {
      int at = 0;
      if (withinLine) {
        at = scanner.borders().passLine(joint);
        if (at < 0) {
          return Math.max(0, joint.to - 1); // its last byte may be half a line end
        }
        withinLine = false;
      }
      if (!begun) {
        int first = scanner.borders().begin(joint);
        if (first < 0) {
          return 0;
        }
        begun = true;
        at = first;
      }
      int done = scanner.scan(joint, at, 1);
      withinLine = scanner.borders().isWithinLine();
      return done;
    }

    private void keep(byte[] bytes, int from, int to) {
      tail = Arrays.copyOfRange(bytes, from, to);
      tailLength = to - from;
    }

    private void commit(ByteRange stretch) {
      scanner.settle(stretch, new CommitContext(inputs.get(input), stretch, line));
      line += stretch.lines;
    }
  }

  /// Closes the chunks of a scan that is over.
  public static void close(Source source, Chunks chunks) {
    try {
      chunks.close();
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }
}
