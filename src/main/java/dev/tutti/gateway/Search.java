package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.gateway.SearchHit.Kind;
import dev.tutti.gateway.SearchHit.Match;
import dev.tutti.ledger.Ledger;
import dev.tutti.query.Moment;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Keys;
import dev.tutti.security.Principal;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionPage;
import dev.tutti.session.Sessions;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Search over everything that has a name or an id, by the id, its beginning, or a part of a name.
 * It looks where a reader's role may look, and nowhere else. Thread-safe; nothing blocks.
 *
 * @param skills those of the moment
 * @param catalog the models of the moment
 */
public record Search(
    Ledger ledger,
    Sessions sessions,
    TaskQueue tasks,
    Keys keys,
    Supplier<SkillCatalog> skills,
    Supplier<ModelCatalog> catalog,
    InstantSource clock) {
  /** Most things of one kind. */
  public static final int MOST = 20;

  private static final int LONGEST = 200;

  /** What is in memory is looked through beside the event loops. */
  private static final Executor BESIDE = Thread::startVirtualThread;

  /**
   * What a search has found.
   *
   * @param hits the best matches first, then by kind
   * @param searched kinds that were looked through
   * @param more kinds of which there is more than was asked for
   */
  public record Result(List<SearchHit> hits, List<Kind> searched, List<Kind> more) {}

  /**
   * Looks for a text.
   *
   * @param kinds of things that are wanted; those that the reader may not see are left out
   * @param limit things of each kind, 1 to {@link #MOST}
   * @throws Fault {@code invalid_request} for a text that nothing can have
   */
  public CompletableFuture<Result> find(Principal reader, String text, Set<Kind> kinds, int limit) {
    var wanted = checked(text);
    var found = new EnumMap<Kind, CompletableFuture<List<SearchHit>>>(Kind.class);
    for (var kind : kinds) {
      if (kind.isFor(reader)) {
        found.put(kind, of(kind, reader, wanted, limit + 1));
      }
    }
    return CompletableFuture.allOf(found.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> result(found, limit));
  }

  private static String checked(String text) {
    var wanted = text.strip();
    if (wanted.isEmpty() || wanted.length() > LONGEST || wanted.indexOf('\0') >= 0) {
      throw Fault.invalid(
          "q",
          "%d characters (expected: 1 to %d, none of them U+0000)"
              .formatted(wanted.length(), LONGEST));
    }
    return wanted;
  }

  private static Result result(Map<Kind, CompletableFuture<List<SearchHit>>> found, int limit) {
    var hits = new ArrayList<SearchHit>();
    var more = new ArrayList<Kind>();
    found.forEach(
        (kind, future) -> {
          var all = future.join();
          hits.addAll(all.subList(0, Math.min(limit, all.size())));
          if (all.size() > limit) {
            more.add(kind);
          }
        });
    hits.sort(Comparator.comparing(SearchHit::match)); // stable: kinds stay in their order
    return new Result(List.copyOf(hits), List.copyOf(found.keySet()), List.copyOf(more));
  }

  private CompletableFuture<List<SearchHit>> of(
      Kind kind, Principal reader, String text, int limit) {
    return switch (kind) {
      case CALL -> new CallSearch(ledger, clock).find(text, limit);
      case SESSION -> sessions(reader, text, limit);
      case TASK -> tasks(reader, text, limit);
      case KEY ->
          keys.list().thenApply(all -> best(all.stream().flatMap(each -> key(each, text)), limit));
      case SKILL ->
          CompletableFuture.supplyAsync(
              () ->
                  best(
                      skills.get().skills().values().stream().flatMap(each -> skill(each, text)),
                      limit),
              BESIDE);
      case MODEL -> CompletableFuture.supplyAsync(() -> best(models(reader, text), limit), BESIDE);
    };
  }

  private static List<SearchHit> best(Stream<SearchHit> hits, int limit) {
    return hits.sorted(Comparator.comparing(SearchHit::match)).limit(limit).toList();
  }

  private CompletableFuture<List<SearchHit>> sessions(Principal reader, String text, int limit) {
    var page = new SessionPage("", text, "", limit);
    return sessions
        .list(reader.caller().owner(), page)
        .thenApply(found -> found.data().stream().map(each -> session(each, text)).toList());
  }

  private static SearchHit session(ChatSession session, String text) {
    var used = session.used().toString();
    return new SearchHit(
        Kind.SESSION,
        session.id(),
        session.title().isEmpty() ? session.id() : session.title(),
        session.user().isEmpty() ? used : session.user() + ", " + used,
        Match.of(text, session.id(), session.title()).orElse(Match.NAME));
  }

  private CompletableFuture<List<SearchHit>> tasks(Principal reader, String text, int limit) {
    var owner = reader.caller().owner();
    var moment = new Moment(clock.instant(), ZoneOffset.UTC);
    var hits = CompletableFuture.completedFuture(List.<TaskRecord>of());
    for (var field : List.of("task", "subject")) {
      var query = TaskFields.query(field + "~" + quoted(text), moment);
      hits =
          hits.thenCombine(
              tasks.list(owner, query, "", limit),
              (before, page) -> Stream.concat(before.stream(), page.tasks().stream()).toList());
    }
    return hits.thenApply(
        all -> best(all.stream().map(each -> task(each, text)).distinct(), limit));
  }

  private static SearchHit task(TaskRecord task, String text) {
    return new SearchHit(
        Kind.TASK,
        task.id(),
        (task.kind() + " " + task.subject()).strip(),
        task.state().word() + ", " + task.times().created(),
        Match.of(text, task.id(), task.subject()).orElse(Match.NAME));
  }

  private static Stream<SearchHit> key(ApiKey key, String text) {
    var grant = key.grant();
    var revoked = key.times().revoked().isPresent() ? ", revoked" : "";
    return Match.of(text, key.id(), grant.name(), key.prefix(), grant.owner()).stream()
        .map(
            match ->
                new SearchHit(
                    Kind.KEY,
                    key.id(),
                    grant.name(),
                    "%s…, %s, %s%s"
                        .formatted(key.prefix(), grant.role().word(), grant.owner(), revoked),
                    match));
  }

  private static Stream<SearchHit> skill(SkillVersions skill, String text) {
    var description = skill.standing().settings().description();
    return Match.of(text, skill.name(), description).stream()
        .map(match -> new SearchHit(Kind.SKILL, skill.name(), skill.name(), description, match));
  }

  private Stream<SearchHit> models(Principal reader, String text) {
    var now = catalog.get();
    return now.entries().stream()
        .filter(entry -> now.shows(entry.id(), reader.caller()))
        .flatMap(
            entry ->
                Match.of(text, entry.id()).stream()
                    .map(
                        match ->
                            new SearchHit(
                                Kind.MODEL, entry.id(), entry.id(), entry.owner(), match)));
  }

  /** A text as a value of a filter, which stands for itself. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
