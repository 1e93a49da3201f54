package dev.tutti.session.view;

import dev.tutti.call.ContextUse;
import dev.tutti.call.FlowStep;
import dev.tutti.call.TurnDecision;
import dev.tutti.chat.Json;
import dev.tutti.context.ContextView;
import dev.tutti.session.SessionStrategy;
import dev.tutti.session.SessionView;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Words for what a view is and how it was made; what is kept of calls has no words of anybody. */
final class ViewSteps {
  private static final double DIGITS = 1e4;

  private ViewSteps() {}

  /** A decision without its reason, which may quote what was said. */
  static ObjectNode of(TurnDecision decision) {
    return Json.object()
        .put("decision", decision.word())
        .put("confidence", Math.round(decision.confidence() * DIGITS) / DIGITS)
        .put("layer", decision.layer());
  }

  static ObjectNode of(SessionStrategy strategy, ContextView view, ContextUse use) {
    return Json.object()
        .put("strategy", strategy.word())
        .put("tokens", use.sent())
        .put("tokens_full", use.full())
        .put("kept", view.kept().size())
        .put("summarised", summarised(view))
        .put("dropped", dropped(view))
        .put("loss", view.loss().title());
  }

  /**
   * A view.
   *
   * @param dependence of what is asked, as a model has decided
   */
  static SessionView told(
      SessionStrategy strategy,
      ContextView view,
      String dependence,
      ContextUse use,
      List<FlowStep> steps) {
    return new SessionView(
        strategy,
        view.messages(),
        view.kept(),
        summarised(view),
        dropped(view),
        dependence,
        use,
        details(view),
        steps);
  }

  private static int summarised(ContextView view) {
    return view.summarised().size() + (int) view.unread().summarised();
  }

  private static int dropped(ContextView view) {
    return view.dropped().size() + (int) view.unread().dropped();
  }

  private static ObjectNode details(ContextView view) {
    var json = Json.object().put("loss", view.loss().title());
    view.kept().forEach(json.putArray("kept_ids")::add);
    view.summarised().forEach(json.putArray("summarised_ids")::add);
    var omitted = json.putArray("omitted");
    view.dropped()
        .forEach(each -> omitted.addObject().put("id", each.id()).put("reason", each.reason()));
    json.put("unread", view.unread().summarised() + view.unread().dropped());
    view.warnings().forEach(json.putArray("warnings")::add);
    return json;
  }
}
