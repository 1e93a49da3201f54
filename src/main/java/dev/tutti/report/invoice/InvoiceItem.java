package dev.tutti.report.invoice;

import dev.tutti.call.DeploymentId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lines of an invoice about the same deployments on the same day.
 *
 * @param deployments none where the ledger has no such name, or where other items are about each
 */
record InvoiceItem(LocalDate day, List<InvoiceLine> lines, Set<String> deployments) {
  /** The narrowest first: a model before all of a provider, one deployment before several. */
  private static final Comparator<InvoiceItem> NARROWEST =
      Comparator.comparing((InvoiceItem item) -> item.isAboutAllModels())
          .thenComparingInt(item -> item.deployments.size());

  /** Deployment that an item may be about, and its day. */
  private record Use(LocalDate day, String deployment) {}

  /** Lines that become one item; those without deployments do by their names. */
  private record Group(LocalDate day, Set<String> deployments, String name) {}

  /** Items of an invoice. A deployment's day belongs to the narrowest only, so it counts once. */
  static List<InvoiceItem> of(List<InvoiceLine> lines, Collection<DeploymentId> known) {
    var match = new InvoiceMatch(known);
    var groups = new LinkedHashMap<Group, List<InvoiceLine>>();
    for (var line : lines) {
      var meant = match.of(line);
      var group = new Group(line.day(), meant, meant.isEmpty() ? name(line) : "");
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(line);
    }
    var items = new ArrayList<InvoiceItem>();
    groups.forEach((group, of) -> items.add(new InvoiceItem(group.day, of, group.deployments)));
    return apart(items);
  }

  private static List<InvoiceItem> apart(List<InvoiceItem> items) {
    var owners = new HashMap<Use, InvoiceItem>();
    items.stream()
        .sorted(NARROWEST)
        .forEach(
            item -> item.deployments.forEach(each -> owners.putIfAbsent(item.use(each), item)));
    return items.stream().map(item -> item.without(owners)).toList();
  }

  private InvoiceItem without(Map<Use, InvoiceItem> owners) {
    var own =
        deployments.stream()
            .filter(each -> equals(owners.get(use(each))))
            .collect(Collectors.toCollection(TreeSet::new));
    return new InvoiceItem(day, lines, own);
  }

  private Use use(String deployment) {
    return new Use(day, deployment);
  }

  private boolean isAboutAllModels() {
    return lines.stream().allMatch(line -> line.model().isBlank());
  }

  /** Provider and model as the invoice names them. */
  String name() {
    return lines.stream().map(InvoiceItem::name).distinct().collect(Collectors.joining(", "));
  }

  private static String name(InvoiceLine line) {
    return (line.provider() + " " + line.model()).strip();
  }

  /** What is to be paid for all of its lines. */
  BigDecimal dollars() {
    return lines.stream().map(InvoiceLine::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Numbers of its lines in the file. */
  List<Integer> numbers() {
    return lines.stream().map(InvoiceLine::number).toList();
  }
}
