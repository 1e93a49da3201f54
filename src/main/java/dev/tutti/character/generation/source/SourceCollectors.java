package dev.tutti.character.generation.source;

import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every kind of source: Tutti's own and those of plugins. Immutable and thread-safe. */
public final class SourceCollectors {
  private static final Logger log = LoggerFactory.getLogger(SourceCollectors.class);
  private static final String PLACE = "source";

  private final Map<String, SourceCollector> byKind;

  private SourceCollectors(List<SourceCollector> collectors) {
    byKind = new TreeMap<>();
    collectors.forEach(each -> byKind.putIfAbsent(each.kind(), each));
  }

  /** Tutti's own, and those of plugins on the class path; one that cannot be used is left out. */
  public static SourceCollectors withPlugins() {
    var all = new ArrayList<SourceCollector>();
    all.add(new HtmlCollector());
    all.add(new MediaWikiCollector());
    all.add(new BaikeCollector());
    var found = ServiceLoader.load(SourceCollector.class).iterator();
    while (addNext(all, found)) {}
    return new SourceCollectors(all);
  }

  private static boolean addNext(List<SourceCollector> all, Iterator<SourceCollector> found) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      all.add(found.next());
    } catch (ServiceConfigurationError e) {
      log.error("A collector of sources is left out", e);
    }
    return true;
  }

  /**
   * The query with its kind and place, as the configuration has them.
   *
   * @param configured places by their names
   * @throws Fault {@code invalid_request}
   */
  public SourceQuery placed(SourceQuery query, Map<String, SourcePlace> configured) {
    var place = configured.get(query.kind());
    if (place != null) {
      require(place.kind());
      return query.at(place.kind(), place.url());
    }
    require(query.kind(), configured);
    if (query.url().isEmpty()) {
      throw Fault.invalid(
          PLACE + ".url",
          "is missing (expected: an address, or a place in the configuration: characters.sources)");
    }
    return query;
  }

  private void require(String kind) {
    require(kind, Map.of());
  }

  private void require(String kind, Map<String, SourcePlace> configured) {
    if (!byKind.containsKey(kind)) {
      var known = new TreeSet<>(byKind.keySet());
      known.add("text");
      known.addAll(configured.keySet());
      throw Fault.invalid(
          PLACE + ".kind",
          "\"%s\" (expected: one of %s)".formatted(kind, String.join(", ", known)));
    }
  }

  /**
   * Collects; blocks.
   *
   * @param query that was placed
   * @throws Fault saying why there is nothing
   */
  public CollectedText collect(SourceQuery query, PageClient pages) {
    require(query.kind());
    return Objects.requireNonNull(byKind.get(query.kind())).collect(query, pages);
  }
}
