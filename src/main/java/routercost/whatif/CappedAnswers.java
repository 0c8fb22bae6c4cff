package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;

/// Answers of at most `limit` tokens of the model that writes them: tight mode (article 003).
public record CappedAnswers(Route route, long limit) implements Route.Wrapper {
  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    var key = slice.key();
    var factor =
        effects.has(Effects.Effect.TOKENIZER)
            ? route.targets().stream()
                .findFirst()
                .map(to -> ModelSupport.tokenFactor(key, key.withModel(to), book))
                .orElse(BigDecimal.ONE)
            : BigDecimal.ONE;
    var logged =
        BigDecimal.valueOf(limit)
            .divide(factor.multiply(effects.outputRatio()), MathContext.DECIMAL128);
    var answers = effects.answers().limited(slice, logged);
    var usage = slice.usage();
    var thought = usage.of(Meter.REASONING).min(answers.output());
    var cut =
        new Slice(key, usage.with(Meter.OUTPUT, answers.output()).with(Meter.REASONING, thought));
    var assumption =
        new Assumption.AnswersCut(
            limit, answers.cut(), usage.of(Meter.CALLS), effects.answers().know(slice));
    return RewrittenSlice.with(cut, assumption).then(part -> route.apply(part, book, effects));
  }
}
