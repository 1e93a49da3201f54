package dev.tutti.selection.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Review of rules in their order: what is likely not meant, though it may be. */
public final class RuleReview {
  private RuleReview() {}

  /** One sentence for each rule that no request reaches, and for each word of several rules. */
  public static List<String> of(List<RoutingRule> ordered) {
    var rules = ordered.stream().filter(RoutingRule::enabled).toList();
    var found = new ArrayList<String>();
    for (int at = 0; at < rules.size(); at++) {
      var later = rules.get(at);
      var earlier = rules.subList(0, at);
      var cover = earlier.stream().filter(each -> each.when().covers(later.when())).findFirst();
      if (cover.isPresent()) {
        found.add(unreachable(later, cover.get()));
      } else {
        earlier.stream()
            .filter(each -> !each.then().equals(later.then()))
            .forEach(each -> shared(each, later, found));
      }
    }
    return List.copyOf(found);
  }

  private static String unreachable(RoutingRule later, RoutingRule earlier) {
    return "routing rule %s: is never reached, as %s before it holds whenever it does (expected: the narrower rule first)"
        .formatted(later.name(), earlier.name());
  }

  private static void shared(RoutingRule earlier, RoutingRule later, List<String> found) {
    var words = new HashSet<>(earlier.when().keywords());
    words.retainAll(new HashSet<>(later.when().keywords()));
    if (!words.isEmpty()) {
      found.add(
          "routing rule %s: has %s in common with %s, which comes first and wins"
              .formatted(
                  later.name(),
                  String.join(", ", words.stream().sorted().toList()),
                  earlier.name()));
    }
  }
}
