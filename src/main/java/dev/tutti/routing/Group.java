package dev.tutti.routing;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The deployments behind one name, and who chooses among them. Thread-safe. */
final class Group {
  private final String name;
  private final List<Candidate> members;
  private final String balance;
  private final Balancer balancer;
  private final LastResort lastResort;
  private final RoutingContext context;
  private final Gate standby;

  /** What is done when no deployment may be asked. */
  enum LastResort {
    /** The call fails at once. */
    FAIL_FAST,
    /** The deployment that would be back first is asked as a probe. */
    PROBE_BEST
  }

  Group(
      String name,
      List<Candidate> members,
      String balance,
      LastResort lastResort,
      RoutingContext context) {
    this.name = name;
    this.members = List.copyOf(members);
    this.balance = balance;
    this.balancer = Balancers.loaded().create(balance, this.members, context.random());
    this.lastResort = lastResort;
    this.context = context;
    this.standby = _ -> Optional.empty();
  }

  private Group(Group other, Gate standby) {
    this.name = other.name;
    this.members = other.members;
    this.balance = other.balance;
    this.balancer = other.balancer;
    this.lastResort = other.lastResort;
    this.context = other.context;
    this.standby = standby;
  }

  /** The same, where members that this gate objects to are asked only when there is no other. */
  Group scaled(Gate gate) {
    return new Group(this, gate);
  }

  /** The deployment to ask next, leaving out some; empty when none may be asked. */
  Optional<Candidate> choose(Question question, Collection<Candidate> without) {
    var available = available(without);
    return available.isEmpty()
        ? lastResort(without)
        : Optional.of(balancer.choose(available, question));
  }

  /** Those that may be asked: active ones first, then those on standby, then those that rest. */
  private List<Candidate> available(Collection<Candidate> without) {
    var free = members.stream().filter(each -> !without.contains(each) && isFree(each)).toList();
    var all =
        free.isEmpty()
            ? members.stream().filter(each -> !without.contains(each) && mayBeAsked(each)).toList()
            : free;
    var active = all.stream().filter(each -> standby.against(each.target()).isEmpty()).toList();
    return active.isEmpty() ? all : active;
  }

  private Optional<Candidate> lastResort(Collection<Candidate> without) {
    if (lastResort == LastResort.FAIL_FAST || !without.isEmpty()) {
      return Optional.empty();
    }
    var best = context.breakers().probeBest(members.stream().map(Candidate::target).toList());
    return members.stream()
        .filter(each -> best.filter(each.target()::equals).isPresent())
        .findFirst();
  }

  /** Whether another one than these may be asked now. */
  boolean hasOther(Collection<Candidate> without) {
    return members.stream().anyMatch(each -> !without.contains(each) && mayBeAsked(each));
  }

  private boolean isFree(Candidate member) {
    return context.gates().stream().allMatch(gate -> gate.against(member.target()).isEmpty());
  }

  private boolean mayBeAsked(Candidate member) {
    return context.gates().stream()
        .allMatch(gate -> gate.yields() || gate.against(member.target()).isEmpty());
  }

  private List<String> against(Candidate member) {
    return Stream.concat(context.gates().stream(), Stream.of(standby))
        .flatMap(gate -> gate.against(member.target()).stream())
        .toList();
  }

  Explanation.Link explain(String when, int attempts, Question question) {
    var available = available(List.of());
    var order = new ArrayList<Candidate>();
    if (!available.isEmpty()) {
      order.addAll(balancer.ranking(available, question));
    }
    members.stream().filter(each -> !order.contains(each)).forEach(order::add);
    var deployments =
        order.stream().map(each -> Explanation.Deployment.of(each, against(each))).toList();
    return new Explanation.Link(name, when, balance, attempts, deployments);
  }

  /** Why no member may be asked. */
  Fault refusal() {
    var all = members.stream().map(Candidate::target).map(context.breakers()::status).toList();
    var soonest = all.stream().map(status -> status.left()).min(Comparator.naturalOrder());
    var wait = soonest.orElse(Duration.ZERO);
    boolean limited = all.stream().allMatch(status -> status.resting());
    var reasons =
        members.stream().map(each -> each + ": " + String.join(", ", against(each))).toList();
    return Fault.of(
            limited ? FaultCode.RATE_LIMITED : FaultCode.CIRCUIT_OPEN,
            "%s: no deployment may be asked now (%s)".formatted(name, String.join("; ", reasons)))
        .after(wait);
  }
}
