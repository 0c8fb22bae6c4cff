package routercost.usage;

/// Whether calls succeeded. Tokens of failed calls are priced and shown as waste.
public enum Status implements Identified {
  OK,
  FAILED;
}
