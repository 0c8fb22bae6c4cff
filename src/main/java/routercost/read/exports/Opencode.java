package routercost.read.exports;

/// Messages of opencode: a JSON document for each, or the export of a session. Newer versions give
/// the total of the tokens, which shows whether reasoning stands beside the output.
final class Opencode extends PlainDialect {
  Opencode() {
    super(
        FieldMap.of(
            """
            from: messages of opencode
            records: messages.info, .
            claims: sessionID & role & time.created | sessionID & messageID & type
            leave part_of_a_message: messageID
            leave no_response: !role = assistant | !tokens
            leave aborted: tokens.input = 0 & tokens.output = 0 & tokens.reasoning = 0 \
            & tokens.cache.read = 0 & tokens.cache.write = 0
            timestamp <- time.created
            task <- agent, mode
            model <- modelID
            input_tokens <- tokens.input (excludes cached tokens)
            output_tokens <- tokens.output; and tokens.reasoning, if the total holds both
            cache_read_tokens <- tokens.cache.read
            cache_write_tokens <- tokens.cache.write
            reasoning_tokens <- tokens.reasoning
            cost_usd <- cost if !cost = 0
            provider <- providerID
            session <- sessionID
            project <- path.root, path.cwd
            request_id <- sessionID / id
            """));
  }

  @Override
  CallRow row(Fields part) {
    var call = super.row(part);
    long output = call.count("output_tokens");
    long reasoning = call.count("reasoning_tokens");
    long inOutput = call.count("input_tokens") + call.cached() + output;
    boolean isBeside = reasoning > output || part.number("tokens.total") == inOutput + reasoning;
    return isBeside ? call.with("output_tokens", output + reasoning) : call;
  }
}
