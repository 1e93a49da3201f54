package dev.tutti.routing;

import dev.tutti.call.ChatModel;
import dev.tutti.call.Sharing;
import dev.tutti.routing.degrade.DegradeSettings;
import dev.tutti.routing.degrade.DegradingModel;
import dev.tutti.routing.limit.AdmissionControl;
import dev.tutti.routing.reuse.CachedModel;
import dev.tutti.routing.reuse.CoalescingModel;
import dev.tutti.routing.reuse.SimilarQuestions;
import dev.tutti.routing.structured.StructuredModel;
import java.util.List;
import java.util.function.Function;

/**
 * Layers of the models of one snapshot, in their order. They are put together once for a name; a
 * layer that a model is not configured to have is no object and no step of its calls. Immutable.
 */
final class Layers {
  private final RoutingContext context;
  private final AdmissionControl admission;
  private final Function<ModelSettings, String> cacheScope;
  private final Function<String, ChatModel> admittedByName;

  /** Layers that note a call and decide whether it may be made, outermost first. */
  private final List<ModelLayer> admitting = List.of(this::recorded, this::limits, this::budgets);

  /** Layers inside those, outermost first; within them are fallback, retry and the group. */
  private final List<ModelLayer> answering =
      List.of(this::cache, this::coalescing, this::structured, this::degrade);

  /**
   * @param cacheScope what of the configuration the answers of a model depend on
   * @param admittedByName models, for what an admitted call needs besides its answer
   */
  Layers(
      RoutingContext context,
      AdmissionControl admission,
      Function<ModelSettings, String> cacheScope,
      Function<String, ChatModel> admittedByName) {
    this.context = context;
    this.admission = admission;
    this.cacheScope = cacheScope;
    this.admittedByName = admittedByName;
  }

  /**
   * A model as it can be asked.
   *
   * @param whole with all its layers
   * @param admitted without those that the call in whose name it is asked has passed before
   */
  record LayeredModel(Route route, ChatModel admitted, ChatModel whole) {}

  LayeredModel around(Route route) {
    var inner = wrapped(route.attempts(), route, answering);
    return new LayeredModel(route, inner, wrapped(inner, route, admitting));
  }

  private static ChatModel wrapped(ChatModel model, Route route, List<ModelLayer> layers) {
    var whole = model;
    for (var layer : layers.reversed()) {
      whole = layer.around(whole, route);
    }
    return whole;
  }

  private ChatModel recorded(ChatModel model, Route route) {
    return context.recorded().apply(model);
  }

  private ChatModel limits(ChatModel model, Route route) {
    return admission.limited(model, route.settings().name());
  }

  private ChatModel budgets(ChatModel model, Route route) {
    return admission.budgeted(model, route.attempts().members());
  }

  private ChatModel cache(ChatModel model, Route route) {
    var settings = route.settings().cache();
    if (!settings.enabled()) {
      return model;
    }
    var cache = context.cache();
    var similar = new SimilarQuestions(settings.semantic(), admittedByName, cache.answers());
    return new CachedModel(model, settings, cacheScope.apply(route.settings()), similar, cache);
  }

  /** Calls of different snapshots never share an answer. */
  private ChatModel coalescing(ChatModel model, Route route) {
    var sharing = route.settings().sharing();
    return sharing == Sharing.NEVER
        ? model
        : new CoalescingModel(model, sharing, this, context.shared());
  }

  private ChatModel structured(ChatModel model, Route route) {
    return new StructuredModel(model, context.structured());
  }

  private ChatModel degrade(ChatModel model, Route route) {
    var settings = route.settings().degrade();
    return settings.equals(DegradeSettings.NONE)
        ? model
        : new DegradingModel(model, settings, route.smaller(), context.degradations());
  }
}
