package dev.tutti.routing.balance;

import dev.tutti.call.Decision;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The deployments behind one name, and who chooses among them. Thread-safe. */
public final class Group {
  private final String name;
  private final List<Candidate> members;
  private final String balance;
  private final Balancer balancer;
  private final LastResort lastResort;
  private final Duration slowStart;
  private final GroupContext context;
  private final Availability standby;

  /** Policies for when no deployment may be asked. */
  enum LastResort {
    /** The call fails at once. */
    FAIL_FAST,
    /** The deployment that would be back first is asked as a probe. */
    PROBE_BEST
  }

  /**
   * Policy by which one of several deployments is chosen.
   *
   * @param balance the name of the balancer
   * @param slowStart how long a deployment that has come back gets fewer calls, zero for never
   */
  public record Choice(String balance, LastResort lastResort, Duration slowStart) {
    /** In turn; for a name that stands for one deployment, and where nothing is said. */
    public static final Choice DEFAULT =
        new Choice(Balancers.DEFAULT, LastResort.FAIL_FAST, Duration.ofSeconds(30));

    /** Reads {@code balance}, {@code last_resort} and {@code slow_start} of an alias. */
    public static Choice read(Section section) {
      return new Choice(
          section.value("balance", Balancers.loaded().kind()).or(DEFAULT.balance),
          section.oneOf("last_resort", LastResort.values()).or(DEFAULT.lastResort),
          section.value("slow_start", SlowStart.PERIOD).or(DEFAULT.slowStart));
    }
  }

  public Group(String name, List<Candidate> members, Choice choice, GroupContext context) {
    this.name = name;
    this.members = List.copyOf(members);
    this.balance = choice.balance;
    this.balancer = Balancers.loaded().create(balance, this.members, context.random());
    this.lastResort = choice.lastResort;
    this.slowStart = choice.slowStart;
    this.context = context;
    this.standby = _ -> Optional.empty();
  }

  private Group(Group other, Availability standby) {
    this.name = other.name;
    this.members = other.members;
    this.balance = other.balance;
    this.balancer = other.balancer;
    this.lastResort = other.lastResort;
    this.slowStart = other.slowStart;
    this.context = other.context;
    this.standby = standby;
  }

  /**
   * The same, where members that this availability objects to are asked only when there is no
   * other.
   */
  public Group scaled(Availability availability) {
    return new Group(this, availability);
  }

  public List<Candidate> members() {
    return members;
  }

  /**
   * The deployment to ask next, leaving out some; empty when none may be asked.
   *
   * @param again whether an attempt at this group has failed before
   * @param decision gets the step
   */
  public Optional<Candidate> choose(
      RoutingRequest routing, Collection<Candidate> without, boolean again, Decision decision) {
    var available = warm(active(available(routing, without)));
    boolean none = available.isEmpty();
    var chosen = none ? lastResort(routing, without) : Optional.of(one(available, routing));
    var beginning = again ? Decision.Reason.RETRY : decision.beginning();
    decision.add(
        new Decision.Step(
            name,
            decision.link(),
            balance,
            options(available),
            away(available, routing, without),
            chosen.map(Candidate::target).orElse(null),
            none && chosen.isPresent() ? Decision.Reason.PROBE : beginning));
    return chosen;
  }

  private Candidate one(List<Candidate> available, RoutingRequest routing) {
    return available.size() == 1 ? available.getFirst() : balancer.choose(available, routing);
  }

  /** Figures are of interest only where there was a choice. */
  private static List<Decision.Option> options(List<Candidate> available) {
    if (available.size() == 1) {
      return List.of(new Decision.Option(available.getFirst().target(), 0, Duration.ZERO));
    }
    var options = new ArrayList<Decision.Option>(available.size());
    for (var each : available) {
      options.add(new Decision.Option(each.target(), each.inFlight(), each.latency()));
    }
    return options;
  }

  private List<Decision.Away> away(
      List<Candidate> available, RoutingRequest routing, Collection<Candidate> without) {
    if (available.size() == members.size()) {
      return List.of();
    }
    return members.stream()
        .filter(each -> !available.contains(each))
        .map(each -> new Decision.Away(each.target(), reasons(each, routing, without)))
        .toList();
  }

  private List<String> reasons(
      Candidate member, RoutingRequest routing, Collection<Candidate> without) {
    if (without.contains(member)) {
      return List.of("was asked before");
    }
    var against = against(member, routing);
    return against.isEmpty() ? List.of("gets fewer calls since it has come back") : against;
  }

  /**
   * The members that can take the request and that no availability is against, else those that only
   * a yielding one is against; when these are all of them, nothing is copied.
   */
  private List<Candidate> available(RoutingRequest routing, Collection<Candidate> without) {
    if (without.isEmpty() && allAreFree(routing)) {
      return members;
    }
    var free = members(without, each -> isFree(each, routing));
    return free.isEmpty() ? members(without, each -> mayBeAsked(each, routing)) : free;
  }

  /** Leaves out those on standby, while others remain. */
  private List<Candidate> active(List<Candidate> available) {
    var some = new ArrayList<Candidate>(available.size());
    for (var each : available) {
      if (standby.against(each.target()).isEmpty()) {
        some.add(each);
      }
    }
    return some.isEmpty() ? available : some;
  }

  private boolean allAreFree(RoutingRequest routing) {
    for (var each : members) {
      if (!isFree(each, routing)) {
        return false;
      }
    }
    return true;
  }

  private List<Candidate> members(Collection<Candidate> without, Predicate<Candidate> allowed) {
    var some = new ArrayList<Candidate>(members.size());
    for (var each : members) {
      if (!without.contains(each) && allowed.test(each)) {
        some.add(each);
      }
    }
    return some;
  }

  /**
   * Leaves out those that have just come back, as often as their share is short of the whole one,
   * while others remain.
   */
  private List<Candidate> warm(List<Candidate> available) {
    var returned = context.traffic().slowStart();
    if (available.size() < 2 || slowStart.isZero() || returned.isQuiet(slowStart)) {
      return available;
    }
    var some = new ArrayList<Candidate>(available.size());
    for (var each : available) {
      double share = returned.share(each.target(), slowStart);
      if (share >= 1 || context.random().nextDouble() < share) {
        some.add(each);
      }
    }
    return some.isEmpty() ? available : some;
  }

  private Optional<Candidate> lastResort(RoutingRequest routing, Collection<Candidate> without) {
    if (lastResort == LastResort.FAIL_FAST || !without.isEmpty()) {
      return Optional.empty();
    }
    var probed = members.stream().filter(each -> mayBeProbed(each, routing)).toList();
    if (probed.isEmpty()) {
      return Optional.empty();
    }
    var best = context.breakers().probeBest(probed.stream().map(Candidate::target).toList());
    return probed.stream()
        .filter(each -> best.filter(each.target()::equals).isPresent())
        .findFirst();
  }

  /** Whether another one than these may be asked now. */
  public boolean hasOther(RoutingRequest routing, Collection<Candidate> without) {
    for (var each : members) {
      if (!without.contains(each) && mayBeAsked(each, routing)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFree(Candidate member, RoutingRequest routing) {
    return fits(member, routing) && noneIsAgainst(member, true);
  }

  private boolean mayBeAsked(Candidate member, RoutingRequest routing) {
    return fits(member, routing) && noneIsAgainst(member, false);
  }

  private static boolean fits(Candidate member, RoutingRequest routing) {
    return member.against(routing.request()).isEmpty();
  }

  private boolean noneIsAgainst(Candidate member, boolean yieldingOnesToo) {
    for (var availability : context.availabilities()) {
      if ((yieldingOnesToo || !availability.yields())
          && availability.against(member.target()).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private boolean mayBeProbed(Candidate member, RoutingRequest routing) {
    return fits(member, routing)
        && context.availabilities().stream()
            .noneMatch(
                availability ->
                    availability.strict() && availability.against(member.target()).isPresent());
  }

  private List<String> against(Candidate member, RoutingRequest routing) {
    var unfit = member.against(routing.request()).map(Fault::getMessage);
    var availabilities = Stream.concat(context.availabilities().stream(), Stream.of(standby));
    return Stream.concat(
            unfit.stream(),
            availabilities.flatMap(availability -> availability.against(member.target()).stream()))
        .toList();
  }

  public Explanation.Link explain(String when, int attempts, RoutingRequest routing) {
    var available = available(routing, List.of());
    var order = new ArrayList<Candidate>();
    if (!available.isEmpty()) {
      order.addAll(balancer.ranking(available, routing));
    }
    members.stream().filter(each -> !order.contains(each)).forEach(order::add);
    var deployments =
        order.stream()
            .map(each -> Explanation.Deployment.of(each, against(each, routing)))
            .toList();
    return new Explanation.Link(name, when, balance, attempts, deployments);
  }

  /**
   * The reason why no member may be asked; {@linkplain Fault#isUnfit unfit} when none can take the
   * request.
   */
  public Fault refusal(RoutingRequest routing) {
    var unfit =
        members.stream().flatMap(each -> each.against(routing.request()).stream()).findFirst();
    var fit = members.stream().filter(each -> fits(each, routing)).toList();
    if (unfit.isPresent() && fit.isEmpty()) {
      return unfit.get();
    }
    var soonest = fit.stream().map(this::left).min(Comparator.naturalOrder());
    var reasons =
        members.stream()
            .map(each -> each + ": " + String.join(", ", against(each, routing)))
            .toList();
    return Fault.of(
            fit.stream().allMatch(this::isLimited)
                ? FaultCode.RATE_LIMITED
                : FaultCode.CIRCUIT_OPEN,
            "%s: no deployment may be asked now (%s)".formatted(name, String.join("; ", reasons)))
        .after(soonest.orElse(Duration.ZERO));
  }

  /** Time until a member may be asked again. */
  private Duration left(Candidate member) {
    var rest = context.breakers().status(member.target()).left();
    return limits(member).filter(limit -> limit.compareTo(rest) > 0).findFirst().orElse(rest);
  }

  /** Whether a member is kept away for its limits only, its provider's own or ours. */
  private boolean isLimited(Candidate member) {
    var status = context.breakers().status(member.target());
    return status.resting() || (status.left().isZero() && limits(member).findAny().isPresent());
  }

  private Stream<Duration> limits(Candidate member) {
    return context.availabilities().stream()
        .flatMap(availability -> availability.limited(member.target()).stream());
  }
}
