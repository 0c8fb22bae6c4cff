package routercost.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The responses in transcripts of Claude Code, which stand in several lines and files: streaming
/// writes a line for each part, and sessions that are resumed or forked copy what came before
/// (formats.md section 1).
///
/// Lines of one message id are one call, unless two of them name different requests and neither is
/// of a side chain, which replays requests of its parent. Of copies the one outside of side chains
/// counts, then the one with the most output; the call was made when the earliest was.
final class Copies {
  private final Map<String, List<Held>> byId = new HashMap<>();
  private final Gathering gathering;

  Copies(Gathering gathering) {
    this.gathering = gathering;
  }

  private static final class Held {
    private Outcome.Usable call;
    private String request;
    private boolean aside;

    Held(Outcome.Usable call, String request, boolean aside) {
      this.call = call;
      this.request = request;
      this.aside = aside;
    }

    boolean isSame(String otherRequest, boolean otherAside) {
      return request.isEmpty()
          || otherRequest.isEmpty()
          || request.equals(otherRequest)
          || aside
          || otherAside;
    }
  }

  /// Adds a line, and says whether it is a call that was not met before.
  boolean add(String id, Row row, Outcome.Usable call) {
    String request = cell(row, "attempt_id");
    boolean aside = cell(row, "sidechain").equals("true");
    var held = byId.computeIfAbsent(id, _ -> new ArrayList<>(1));
    for (var copy : held) {
      if (copy.isSame(request, aside)) {
        merge(copy, call, request, aside);
        return false;
      }
    }
    held.add(new Held(call, request, aside));
    return true;
  }

  private void merge(Held copy, Outcome.Usable call, String request, boolean aside) {
    boolean better = copy.aside == aside ? output(call) > output(copy.call) : copy.aside && !aside;
    Outcome.Usable best = better ? call : copy.call;
    LocalDate first =
        copy.call.key().day().isBefore(call.key().day()) ? copy.call.key().day() : call.key().day();
    UsageKey key = best.key().day().equals(first) ? best.key() : best.key().withDay(first);
    if (better || !Objects.equals(key, copy.call.key())) {
      var merged = new Outcome.Usable(key, best.quantities(), best.cost(), best.assumed());
      gathering.replace(copy.call, merged);
      copy.call = merged;
    }
    copy.aside &= aside;
    copy.request =
        copy.request.isEmpty() || (better && !request.isEmpty()) ? request : copy.request;
  }

  private static long output(Outcome.Usable call) {
    return call.quantities().of(Meter.OUTPUT);
  }

  private static String cell(Row row, String name) {
    int place = row.names().indexOf(name);
    return place < 0 ? "" : row.cells().get(place);
  }
}
