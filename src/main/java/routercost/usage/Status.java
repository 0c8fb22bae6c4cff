package routercost.usage;

/// The outcome of calls. Tokens of failed calls are priced and shown as waste.
public enum Status implements Identified {
  OK,
  FAILED;
}
