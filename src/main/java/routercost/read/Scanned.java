package routercost.read;

import java.util.function.Consumer;

/// An input that is scanned, and what is counted of it.
///
/// @param pass reads records of it carefully
/// @param rejected told every record that could not be read, in the order of the log
record Scanned(Source source, Account account, CarefulPass pass, Consumer<Reject> rejected) {
  void reject(Reject reject) {
    account.rejected(reject);
    rejected.accept(reject);
  }
}
