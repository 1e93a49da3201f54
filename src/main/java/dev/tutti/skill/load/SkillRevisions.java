package dev.tutti.skill.load;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.output.OutputForms;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.api.Versions;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revisions that skills had: their texts are kept in the database, the newest 50 of each skill
 * and those that somebody has rolled back to. Thread-safe.
 */
public final class SkillRevisions implements SkillVersions.EarlierRevisions {
  private static final Logger log = LoggerFactory.getLogger(SkillRevisions.class);
  private static final String EDITOR = "an edit of the folder";
  private static final int MOST = 50;
  private static final int MOST_COMPILED = 200;
  private static final int LONGEST = 8 << 20;

  private final Store store;
  private final InstantSource clock;
  private final OutputForms forms;
  private final Supplier<String> model;
  private final Cache<SkillRevisionId, Skill> compiled =
      Caffeine.newBuilder().maximumSize(MOST_COMPILED).build();
  private volatile Map<String, Map<String, SkillRevisionId>> known = Map.of();
  private volatile CompletableFuture<?> writing = CompletableFuture.completedFuture(null);

  /**
   * Reads which ones there are.
   *
   * @param model the model of skills that name none
   */
  public SkillRevisions(
      Store store, InstantSource clock, OutputForms forms, Supplier<String> model) {
    this.store = store;
    this.clock = clock;
    this.forms = forms;
    this.model = model;
    this.known = index(Store.await(store.read(SkillRevisionTable::ids)));
  }

  private static Map<String, Map<String, SkillRevisionId>> index(List<SkillRevisionId> ids) {
    var index = new HashMap<String, Map<String, SkillRevisionId>>();
    ids.forEach(
        id ->
            index
                .computeIfAbsent(id.skill(), _ -> new LinkedHashMap<>())
                .putIfAbsent(id.revision(), id));
    return index;
  }

  /**
   * Keeps what is served and is not the newest that is kept. Does not wait for the disk.
   *
   * @param held skills and revisions that stay, however old they are
   */
  public void keep(SkillCatalog catalog, BiPredicate<String, String> held) {
    var more = new ArrayList<Skill>();
    boolean settled = writing.isDone(); // else what is known is behind what was served
    for (var versions : catalog.skills().values()) {
      versions.versions().values().stream()
          .filter(skill -> !settled || !isNewest(skill))
          .forEach(more::add);
    }
    if (!more.isEmpty()) {
      writing = store.write(handle -> written(handle, more, held)).handle(this::enter);
    }
  }

  /** A revision that is served again after another was is the newest once more. */
  private boolean isNewest(Skill skill) {
    var version = skill.version().getVersion();
    return known.getOrDefault(skill.name(), Map.of()).values().stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .filter(each -> each.revision().equals(skill.revision()))
        .isPresent();
  }

  private List<SkillRevisionId> written(
      Handle handle, List<Skill> more, BiPredicate<String, String> held) {
    var now = clock.instant();
    for (var skill : more) {
      var texts = Json.text(skill.files().texts());
      if (texts.length() > LONGEST) {
        log.warn(
            "Skill {}: {} is not kept: {} characters (expected: at most {})",
            skill.name(),
            skill.revision(),
            texts.length(),
            LONGEST);
      } else {
        audit(handle, skill, now);
        SkillRevisionTable.put(handle, SkillRevisionId.of(skill), texts, now);
      }
    }
    var left = new ArrayList<SkillRevisionId>();
    var counts = new HashMap<String, Integer>();
    for (var id : SkillRevisionTable.ids(handle)) {
      if (counts.merge(id.skill(), 1, Integer::sum) > MOST
          && !held.test(id.skill(), id.revision())) {
        SkillRevisionTable.delete(handle, id);
      } else {
        left.add(id);
      }
    }
    return left;
  }

  /** An edit of the folder is a change that somebody has made, too. */
  private static void audit(Handle handle, Skill skill, Instant now) {
    var id = SkillRevisionId.of(skill);
    var before = SkillRevisionTable.newest(handle, id.skill(), id.version());
    if (before.filter(id::equals).isPresent()) {
      return;
    }
    var texts = skill.files().texts();
    var old = before.flatMap(each -> SkillRevisionTable.texts(handle, each));
    var words =
        before.isEmpty()
            ? "skill %s %s".formatted(id.skill(), id.revision())
            : "skill %s %s -> %s: %s"
                .formatted(
                    id.skill(),
                    before.get().revision(),
                    id.revision(),
                    TextsDiff.summary(old.map(SkillRevisions::texts).orElse(Map.of()), texts));
    var event = new AuditEvent(now, EDITOR, before.isEmpty() ? "skill.add" : "skill.edit", words);
    Audit.note(handle, event, old.orElse(null), Json.text(texts));
  }

  private static Map<String, String> texts(String json) {
    var texts = new TreeMap<String, String>();
    Json.tree(json).forEachEntry((path, text) -> texts.put(path, text.asString()));
    return texts;
  }

  /** A skill's revisions, the newest first. Blocks. */
  public List<StoredRevision> kept(String skill) {
    writing.join();
    return Store.await(store.read(handle -> SkillRevisionTable.kept(handle, skill, MOST * 2)));
  }

  /**
   * The difference between the texts of two revisions, as {@code diff -u} writes it. Blocks.
   *
   * @throws Fault {@code invalid_request} with status 404 when one of them is not kept
   */
  public String diff(String skill, String from, String to) {
    return TextsDiff.unified(from, texts(skill, from), to, texts(skill, to));
  }

  /**
   * The texts of a revision by their paths. Blocks.
   *
   * @throws Fault {@code invalid_request} with status 404 when it is not kept
   */
  public Map<String, String> texts(String skill, String revision) {
    writing.join();
    return Optional.ofNullable(known.getOrDefault(skill, Map.of()).get(revision))
        .flatMap(id -> Store.await(store.read(handle -> SkillRevisionTable.texts(handle, id))))
        .map(SkillRevisions::texts)
        .orElseThrow(
            () ->
                Fault.of(
                        FaultCode.MODEL_NOT_FOUND,
                        "skill %s: no revision is \"%s\" (expected: one of GET /admin/skills/%s/revisions)"
                            .formatted(skill, revision, skill))
                    .at("revision"));
  }

  private @Nullable Void enter(@Nullable List<SkillRevisionId> left, @Nullable Throwable failure) {
    if (left == null) {
      log.warn("Revisions of skills are not kept: {}", String.valueOf(failure));
    } else {
      known = index(left);
    }
    return null;
  }

  @Override
  public boolean has(String skill, String revision) {
    return known.getOrDefault(skill, Map.of()).containsKey(revision);
  }

  /** The names of a skill's revisions, the newest first. */
  List<String> of(String skill) {
    return List.copyOf(known.getOrDefault(skill, Map.of()).keySet());
  }

  @Override
  public Optional<Skill> find(String skill, String revision) {
    writing.join();
    var id = known.getOrDefault(skill, Map.of()).get(revision);
    if (id == null) {
      return Optional.empty();
    }
    var before = compiled.getIfPresent(id);
    if (before != null) {
      return Optional.of(before);
    }
    var found =
        Store.await(store.read(handle -> SkillRevisionTable.texts(handle, id)))
            .map(texts -> compile(id, texts));
    found.ifPresent(each -> compiled.put(id, each));
    return found;
  }

  /**
   * The newest revision of a version, if it can still be used. Blocks.
   *
   * @param version null for any
   */
  public Optional<Skill> newest(String skill, @Nullable Semver version) {
    writing.join();
    var id =
        known.getOrDefault(skill, Map.of()).values().stream()
            .filter(each -> version == null || version.getVersion().equals(each.version()))
            .findFirst();
    try {
      return id.flatMap(each -> find(skill, each.revision()));
    } catch (SkillException | StoreException e) {
      log.warn("Skill {}: what was served before is of no use: {}", skill, e.getMessage());
      return Optional.empty();
    }
  }

  private Skill compile(SkillRevisionId id, String json) {
    return SkillCompiler.compile(
        id.skill(),
        Versions.parse(id.version()).orElse(null),
        id.skill() + '/' + id.revision(),
        SkillFiles.of(texts(json), id.digest()),
        forms,
        model.get());
  }
}
