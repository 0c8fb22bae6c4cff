package routercost.price;

import java.math.BigDecimal;

/// What a place does to the rates of token meters.
///
/// @param value for the models that name the place
/// @param spares whether models that do not name it are sold there at their list price; if not,
///     they have no price there
public record Multiplier(BigDecimal value, boolean spares) {}
