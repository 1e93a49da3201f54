package dev.tutti.application.decision.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Critical path of a plan: every phase starts when all that it needs have ended.
 *
 * @param starts days before each phase, in an order in which they can be done; empty with a cycle
 * @param duration days until all have ended
 * @param critical phases without slack, in the order of the plan
 * @param cycle phases that need each other in a circle, in the order of the plan; empty when fine
 */
public record CriticalPath(
    Map<String, Double> starts, double duration, List<String> critical, List<String> cycle) {
  private static final double NEAR = 1e-9;

  /** Path of phases, all of whose needs are phases. */
  public static CriticalPath of(List<PlanPhase> phases) {
    Map<String, Double> starts = new LinkedHashMap<>();
    List<PlanPhase> left = new ArrayList<>(phases);
    Map<String, Double> ends = new HashMap<>();
    boolean moved = true;
    while (moved) {
      moved = false;
      for (PlanPhase phase : List.copyOf(left)) {
        if (ends.keySet().containsAll(phase.needs())) {
          double start = phase.needs().stream().mapToDouble(ends::get).max().orElse(0);
          starts.put(phase.id(), start);
          ends.put(phase.id(), start + phase.days());
          left.remove(phase);
          moved = true;
        }
      }
    }
    if (!left.isEmpty()) {
      return new CriticalPath(Map.of(), 0, List.of(), cycle(left));
    }
    double duration = ends.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return new CriticalPath(starts, duration, critical(phases, ends, duration), List.of());
  }

  /** Of the phases that cannot start, those that are needed by themselves. */
  private static List<String> cycle(List<PlanPhase> left) {
    Map<String, List<String>> needs = new HashMap<>();
    left.forEach(phase -> needs.put(phase.id(), phase.needs()));
    return left.stream()
        .map(PlanPhase::id)
        .filter(id -> reachable(id, needs).contains(id))
        .toList();
  }

  private static Set<String> reachable(String from, Map<String, List<String>> needs) {
    Set<String> seen = new HashSet<>();
    List<String> next = new ArrayList<>(needs.getOrDefault(from, List.of()));
    while (!next.isEmpty()) {
      String each = next.removeLast();
      if (seen.add(each)) {
        next.addAll(needs.getOrDefault(each, List.of()));
      }
    }
    return seen;
  }

  private static List<String> critical(
      List<PlanPhase> phases, Map<String, Double> ends, double duration) {
    Set<String> critical = new LinkedHashSet<>();
    List<String> next =
        new ArrayList<>(
            phases.stream()
                .map(PlanPhase::id)
                .filter(id -> ends.getOrDefault(id, 0.0) >= duration - NEAR)
                .toList());
    Map<String, PlanPhase> byId = new HashMap<>();
    phases.forEach(phase -> byId.put(phase.id(), phase));
    while (!next.isEmpty()) {
      PlanPhase phase = byId.get(next.removeLast());
      if (phase != null && critical.add(phase.id())) {
        double start = ends.getOrDefault(phase.id(), 0.0) - phase.days();
        phase.needs().stream()
            .filter(need -> ends.getOrDefault(need, 0.0) >= start - NEAR)
            .forEach(next::add);
      }
    }
    return phases.stream().map(PlanPhase::id).filter(critical::contains).toList();
  }
}
