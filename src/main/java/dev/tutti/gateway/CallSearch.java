package dev.tutti.gateway;

import dev.tutti.gateway.SearchHit.Kind;
import dev.tutti.gateway.SearchHit.Match;
import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.Ledger;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Search over recorded calls: by the whole id, of any age; by the session or the task that they
 * were made for; and among the newest 100,000 by the beginning of their id, their trace, or a part
 * of their end user's name. Thread-safe.
 */
record CallSearch(Ledger ledger, InstantSource clock) {
  private static final Pattern ID = Pattern.compile("req_[0-9a-v]{1,60}");
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

  /** Calls that a text may mean, the latest first; at most so many. */
  CompletableFuture<List<SearchHit>> find(String text, int limit) {
    boolean isId = ID.matcher(text).matches();
    var pages = queries(text, isId).map(query -> page(query, isId, limit)).toList();
    var hits = isId ? whole(text) : CompletableFuture.completedFuture(List.<SearchHit>of());
    for (var page : pages) {
      hits = hits.thenCombine(page, (before, more) -> joined(before, more, limit));
    }
    return hits;
  }

  private CompletableFuture<List<SearchHit>> whole(String id) {
    return ledger
        .call(id)
        .thenApply(call -> call.stream().map(each -> hit(each.fields(), Match.ID)).toList());
  }

  private Stream<Query> queries(String text, boolean isId) {
    if (isId) {
      return Stream.of(query("call=" + text + "*"));
    }
    var quoted = Search.quoted(text);
    var traced = TRACE.matcher(text).matches() ? Stream.of("trace=" + quoted) : Stream.<String>of();
    return Stream.concat(Stream.of("session=" + quoted, "task=" + quoted, "user~" + quoted), traced)
        .map(this::query);
  }

  private Query query(String text) {
    return Query.parse(text, CallFields.CALL, new Moment(clock.instant(), ZoneOffset.UTC));
  }

  private CompletableFuture<List<SearchHit>> page(Query query, boolean isId, int limit) {
    var match = isId ? Match.PREFIX : Match.NAME;
    return ledger
        .page(query, Long.MAX_VALUE, limit)
        .thenApply(page -> page.rows().stream().map(row -> hit(row.fields(), match)).toList());
  }

  private static SearchHit hit(Map<String, Object> call, Match match) {
    var what = new ArrayList<String>();
    for (var field : List.of("outcome", "started", "user")) {
      var value = String.valueOf(call.getOrDefault(field, ""));
      if (!value.isEmpty()) {
        what.add(value);
      }
    }
    return new SearchHit(
        Kind.CALL,
        String.valueOf(call.get("call")),
        String.valueOf(call.getOrDefault("model", "")),
        String.join(", ", what),
        match);
  }

  private static List<SearchHit> joined(List<SearchHit> before, List<SearchHit> more, int limit) {
    var known = before.stream().map(SearchHit::id).toList();
    return Stream.concat(before.stream(), more.stream().filter(each -> !known.contains(each.id())))
        .limit(limit)
        .toList();
  }
}
