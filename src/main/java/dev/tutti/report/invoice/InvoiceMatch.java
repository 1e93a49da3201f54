package dev.tutti.report.invoice;

import dev.tutti.call.DeploymentId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Deployments that a line of an invoice may be about, by their names: {@code GPT-4o (input)} is
 * about {@code gpt-4o}, {@code gpt-4o} also about {@code gpt-4o-2024-08-06}.
 */
final class InvoiceMatch {
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]");

  private static final Pattern VERSION = Pattern.compile("\\d*(?:latest|preview|v\\d+)?");

  private InvoiceMatch() {}

  /** The deployments of ours that a line means; none where there is no such name. */
  static Set<String> of(InvoiceLine line, Collection<DeploymentId> known) {
    var provider = plain(line.provider());
    var model = plain(line.model());
    var offered =
        known.stream().filter(each -> isProvider(provider, plain(each.provider()))).toList();
    return models(model, offered).stream()
        .map(DeploymentId::deployment)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isProvider(String theirs, String ours) {
    return theirs.isEmpty() || theirs.contains(ours) || ours.contains(theirs);
  }

  private static List<DeploymentId> models(String theirs, List<DeploymentId> offered) {
    if (theirs.isEmpty()) {
      return offered;
    }
    var longest =
        offered.stream()
            .filter(each -> !each.model().isEmpty() && theirs.contains(plain(each.model())))
            .map(each -> plain(each.model()))
            .max(Comparator.comparingInt(String::length));
    return offered.stream()
        .filter(
            each ->
                longest
                    .map(name -> name.equals(plain(each.model())))
                    .orElseGet(() -> isVersion(plain(each.model()), theirs)))
        .toList();
  }

  private static boolean isVersion(String ours, String theirs) {
    return ours.startsWith(theirs) && VERSION.matcher(ours.substring(theirs.length())).matches();
  }

  private static String plain(String name) {
    return OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
