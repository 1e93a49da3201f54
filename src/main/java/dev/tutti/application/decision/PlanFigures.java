package dev.tutti.application.decision;

import dev.tutti.application.decision.plan.CriticalPath;
import dev.tutti.application.decision.plan.PlanPhase;
import tools.jackson.databind.node.ObjectNode;

/** Figures of a request's plan: how long it takes, and what decides that. */
final class PlanFigures {
  private PlanFigures() {}

  static void write(ObjectNode into, DecisionRequest request) {
    if (request.plan().isEmpty()) {
      return;
    }
    CriticalPath path = CriticalPath.of(request.plan());
    double sum = request.plan().stream().mapToDouble(PlanPhase::days).sum();
    FigureJson.putWhole(into, "sum_of_days", sum);
    if (!path.cycle().isEmpty()) {
      into.putNull("duration_critical_path").putNull("critical").putNull("deadline_met");
      into.set("cycle", FigureJson.texts(path.cycle()));
      return;
    }
    FigureJson.putWhole(into, "duration_critical_path", path.duration());
    into.set("critical", FigureJson.texts(path.critical()));
    if (request.deadline() == null) {
      into.putNull("deadline_met");
    } else {
      into.put("deadline_met", path.duration() <= request.deadline() + 1e-9);
    }
    into.putNull("cycle");
    var roadmap = into.putArray("roadmap");
    for (String id : path.starts().keySet()) {
      for (PlanPhase phase : request.plan()) {
        if (phase.id().equals(id)) {
          phase(roadmap.addObject(), phase, path);
        }
      }
    }
  }

  private static void phase(ObjectNode into, PlanPhase phase, CriticalPath path) {
    double start = path.starts().getOrDefault(phase.id(), 0.0);
    into.put("id", phase.id()).put("description", phase.description());
    FigureJson.putWhole(into, "start_day", start);
    FigureJson.putWhole(into, "end_day", start + phase.days());
    into.set("needs", FigureJson.texts(phase.needs()));
    into.set("resources", FigureJson.texts(phase.resources()));
    into.put("critical", path.critical().contains(phase.id()));
  }
}
