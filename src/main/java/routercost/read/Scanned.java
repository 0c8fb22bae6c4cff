package routercost.read;

/// An input that is scanned, and what is counted of it.
///
/// @param pass reads records of it carefully, and is told those that cannot be read
record Scanned(Source source, Account account, CarefulPass pass) {
  void reject(Reject reject) {
    pass.reject(reject);
  }
}
