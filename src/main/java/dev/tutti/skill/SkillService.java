package dev.tutti.skill;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.LiveCalls;
import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.output.OutputForms;
import dev.tutti.routing.Directory;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolName;
import dev.tutti.skill.http.SkillRoutes;
import dev.tutti.skill.http.SkillServices;
import dev.tutti.skill.load.SkillLoader;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.release.SkillGuard;
import dev.tutti.skill.release.SkillReleases;
import dev.tutti.skill.run.SkillCache;
import dev.tutti.skill.run.SkillChoice;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.skill.run.SkillNeeds;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.skill.run.SkillSessions;
import dev.tutti.skill.run.SkillTools;
import dev.tutti.skill.run.SkillTurns;
import dev.tutti.skill.run.Surroundings;
import dev.tutti.skill.test.Recordings;
import dev.tutti.skill.test.SkillTests;
import dev.tutti.skill.tool.Artifacts;
import dev.tutti.skill.tool.HttpTool;
import dev.tutti.skill.tool.SaveFileTool;
import dev.tutti.store.Store;
import dev.tutti.wire.HttpPools;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Everything about skills: those of a folder, what executes them, what became of it. Thread-safe.
 */
public final class SkillService implements AutoCloseable {
  private final Supplier<SkillsSettings> settings;
  private final HttpPools pools;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, SkillTool> functions = new ConcurrentHashMap<>();
  private final SkillRecords records;
  private final Store store;
  private final Artifacts artifacts;
  private final SkillEngine engine;
  private final Recordings recordings;
  private final Skills skills;
  private final SkillReleases releases;
  private final SkillRevisions revisions;
  private final SkillGuard guard;
  private final SkillNeeds needs;
  private final AtomicReference<Set<String>> known;

  /**
   * What it works with.
   *
   * @param directory the models of the moment
   * @param live where calls are counted until they end
   * @param store where revisions, releases and artifacts are kept
   * @param data the data folder
   * @param random should be fit for secrets
   * @param prices what models cost at the moment
   * @param alarm hears of what the guard does
   */
  public record Parts(
      Supplier<SkillsSettings> settings,
      Supplier<Directory> directory,
      LiveCalls live,
      HttpPools pools,
      Store store,
      Path data,
      RandomGenerator random,
      InstantSource clock,
      MeterRegistry registry,
      Supplier<Prices> prices,
      SkillGuard.Alarm alarm) {}

  private SkillService(Parts parts) {
    this.settings = parts.settings;
    this.pools = parts.pools;
    this.store = parts.store;
    this.records = new SkillRecords(parts.clock, parts.registry, parts.prices);
    records.restore(store);
    var sessions = SkillSessions.in(parts.store, parts.clock, () -> settings.get().sessions());
    this.engine = engine(parts, sessions);
    var forms = new OutputForms();
    this.needs = new SkillNeeds(parts.directory);
    this.recordings = new Recordings(parts.store, engine, forms);
    this.artifacts =
        new Artifacts(
            parts.store,
            parts.data.resolve("artifacts"),
            parts.clock,
            parts.random,
            () -> settings.get().artifacts());
    functions.put("fn:" + SaveFileTool.NAME, new SaveFileTool(artifacts));
    this.revisions =
        new SkillRevisions(parts.store, parts.clock, forms, () -> settings.get().model());
    var followed = new SkillReleases.Folder(this::loaded, this::refresh);
    this.releases = new SkillReleases(parts.store, parts.clock, revisions, followed);
    this.guard = new SkillGuard(this::catalog, records, releases, parts.clock, parts.alarm);
    this.known = new AtomicReference<>(Set.copyOf(tools().keySet()));
    this.skills = Skills.open(settings.get().folder(), loader(forms), releases::over);
    skills.follow(releases::follow);
  }

  private SkillEngine engine(Parts parts, SkillSessions sessions) {
    return new SkillEngine(
        new Surroundings(
            new SkillChoice(sessions).among(this::catalog),
            parts.directory,
            parts.clock,
            () -> settings.get().zone(),
            new SkillTools(this::tools)),
        parts.live,
        new SkillEngine.SkillMemory(
            new SkillTurns(sessions), records, new SkillCache(Ticker.systemTicker())));
  }

  private SkillLoader loader(OutputForms forms) {
    return new SkillLoader(
        settings.get().folder(),
        forms,
        () -> settings.get().model(),
        tool -> tools().containsKey(tool.toString()),
        new SkillTests(forms)::problems,
        new Before(revisions));
  }

  private SkillCatalog loaded() {
    return skills.loaded();
  }

  private void refresh() {
    skills.refresh();
  }

  /** Loads the skills and follows their folder. */
  public static SkillService open(Parts parts) {
    return new SkillService(parts);
  }

  /** The skills of this moment. */
  public SkillCatalog catalog() {
    return skills.current();
  }

  /**
   * Looks at what has changed and compares versions on trial with those before them, on a thread of
   * its own. Never blocks.
   */
  public void watch() {
    threads.execute(this::look);
  }

  /** What executes them. */
  public SkillEngine engine() {
    return engine;
  }

  /** Adds the endpoints of skills. */
  public void routes(Routes routes, ServerSettings settings, CallStart calls) {
    var services =
        new SkillServices(
            skills,
            engine,
            records,
            revisions,
            releases,
            guard,
            needs,
            recordings,
            artifacts,
            threads);
    SkillRoutes.add(routes, services, settings, calls);
  }

  /** A directory in which skills are models, too. */
  public Directory over(Directory directory) {
    return new SkillDirectory(directory, engine, this::catalog, threads);
  }

  /** The files that executions have written. */
  public Artifacts artifacts() {
    return artifacts;
  }

  /** Lets skills call a function of this program as {@code fn:name}; loads those that need it. */
  public void add(SkillTool function) {
    functions.put("fn:" + function.name(), function);
    lookForTools();
  }

  /** Loads the skills again when other tools are there than before. Blocks. */
  private void lookForTools() {
    var now = Set.copyOf(tools().keySet());
    if (!now.equals(known.getAndSet(now))) {
      skills.reload();
    }
  }

  private void look() {
    var _ = records.write(store);
    lookForTools();
    needs.look(catalog());
    guard.check();
  }

  private Map<String, SkillTool> tools() {
    var all = new HashMap<>(functions);
    settings
        .get()
        .tools()
        .forEach(
            (name, each) ->
                all.put("http:" + name, new HttpTool(ToolName.plain(name), each, pools)));
    return all;
  }

  @Override
  public void close() {
    skills.close();
    threads.shutdown();
    var _ = records.write(store).join();
  }

  /** What was served before this program began. */
  private final class Before implements SkillLoader.Kept {
    private final SkillRevisions revisions;

    Before(SkillRevisions revisions) {
      this.revisions = revisions;
    }

    @Override
    public Optional<Skill> newest(String skill, @Nullable Semver version) {
      return revisions.newest(skill, version);
    }

    @Override
    public Optional<Semver> standing(String skill) {
      return releases.standing(skill);
    }
  }
}
