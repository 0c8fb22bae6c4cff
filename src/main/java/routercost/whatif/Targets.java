package routercost.whatif;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which tiers and models a route names.
public final class Targets {
  private Targets() {}

  /// The names, in the order in which calls reach them; those of checks are not among them. Empty
  /// if the route leaves calls on their model.
  public static List<String> of(Route route) {
    return stream(route).distinct().toList();
  }

  private static Stream<String> stream(Route route) {
    return switch (route) {
      case Route.Stay _ -> Stream.of();
      case Route.To(String target) -> Stream.of(target);
      case Route.Batched(Route inner) -> stream(inner);
      case Route.Resized(Route inner, _) -> stream(inner);
      case Route.Retried(Route inner, _) -> stream(inner);
      case WithPromptCache cached -> stream(cached.route());
      case WithImages pictured -> stream(pictured.route());
      case Shares(var parts) -> parts.stream().flatMap(part -> stream(part.route()));
      case Cascade(var stages, _) -> stages.stream().flatMap(stage -> stream(stage.route()));
      case Confidence bands -> Stream.concat(stream(bands.first()), stream(bands.anew()));
    };
  }

  /// The cascade in `route`, whatever stands around it.
  public static Optional<Cascade> cascade(Route route) {
    return switch (route) {
      case Cascade cascade -> Optional.of(cascade);
      case Route.Batched(Route inner) -> cascade(inner);
      case Route.Resized(Route inner, _) -> cascade(inner);
      case Route.Retried(Route inner, _) -> cascade(inner);
      case WithPromptCache cached -> cascade(cached.route());
      case WithImages pictured -> cascade(pictured.route());
      case Route.Stay _, Route.To _, Shares _, Confidence _ -> Optional.empty();
    };
  }

  /// The first cache in `route`.
  public static Optional<WithPromptCache> cached(Route route) {
    return switch (route) {
      case WithPromptCache cached -> Optional.of(cached);
      case Route.Batched(Route inner) -> cached(inner);
      case Route.Resized(Route inner, _) -> cached(inner);
      case Route.Retried(Route inner, _) -> cached(inner);
      case WithImages pictured -> cached(pictured.route());
      case Cascade(var stages, _) ->
          stages.stream().flatMap(stage -> cached(stage.route()).stream()).findFirst();
      case Shares(var parts) ->
          parts.stream().flatMap(part -> cached(part.route()).stream()).findFirst();
      case Confidence bands -> cached(bands.first());
      case Route.Stay _, Route.To _ -> Optional.empty();
    };
  }
}
