package routercost.read.exports;

/// A dialect whose calls are read as its [FieldMap] says. A subclass adds what is no field.
class PlainDialect implements Dialect {
  private final FieldMap fields;

  /// What the records of the input so far say for later calls.
  private CallRow kept = new CallRow();

  PlainDialect(FieldMap fields) {
    this.fields = fields;
  }

  @Override
  public final FieldMap fields() {
    return fields;
  }

  @Override
  public boolean isForeign(Fields record) {
    return fields.isForeign(record) && !claims(record);
  }

  @Override
  public void read(Fields record, Sink sink) {
    fields.kept().forEach(line -> line.read(record, kept));
    sink.each(fields.parts(record, sink::leave), part -> take(part, sink));
  }

  private void take(Fields part, Sink sink) {
    var fault = fields.fault(part);
    if (fault.isPresent()) {
      sink.reject(fault.get());
      return;
    }
    var call = row(part);
    for (var line : fields.kept()) {
      if (call.text(line.column()).isEmpty()) {
        call.with(line.column(), kept.text(line.column()));
      }
    }
    if (!fields.kept().isEmpty() && call.text("model").isEmpty()) {
      String model = FieldMap.modelOf(part);
      call.model(model.isEmpty() ? "(unknown)" : model);
    }
    var reason = fields.reason(part);
    if (reason.isEmpty()) {
      boolean isCounted = counts(part) || !fields.names().contains("input_tokens");
      sink.call(isCounted ? call : call.withoutInput());
    } else if (counts(part)) {
      sink.leave(reason.get(), call);
    } else {
      sink.leave(reason.get());
    }
  }

  @Override
  public void end(Sink sink) {
    kept = new CallRow();
  }

  /// Whether a part of a record that is left out has counts.
  boolean counts(Fields part) {
    return fields.counts(part);
  }

  /// The call that a part of a record is.
  CallRow row(Fields part) {
    return fields.row(part);
  }
}
