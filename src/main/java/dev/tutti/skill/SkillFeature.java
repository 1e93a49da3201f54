package dev.tutti.skill;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.memory.api.MemoryTexts;
import dev.tutti.output.OutputForms;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Audit;
import dev.tutti.session.SessionChats;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolName;
import dev.tutti.skill.edit.DraftChecks;
import dev.tutti.skill.edit.SkillEditor;
import dev.tutti.skill.http.ArtifactsEndpoint;
import dev.tutti.skill.http.SkillAdminEndpoint;
import dev.tutti.skill.http.SkillEditEndpoint;
import dev.tutti.skill.http.SkillEndpoint;
import dev.tutti.skill.http.SkillRecordingsEndpoint;
import dev.tutti.skill.http.SkillReleaseEndpoint;
import dev.tutti.skill.http.SkillTrialEndpoint;
import dev.tutti.skill.http.SkillsEndpoint;
import dev.tutti.skill.load.SkillLoader;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.release.CanaryAnalysis;
import dev.tutti.skill.release.ReleaseWatch;
import dev.tutti.skill.release.SkillReleases;
import dev.tutti.skill.run.ExecutionEnvironment;
import dev.tutti.skill.run.SkillArrival;
import dev.tutti.skill.run.SkillCache;
import dev.tutti.skill.run.SkillChoice;
import dev.tutti.skill.run.SkillDialogues;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.skill.run.SkillNeeds;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.skill.run.SkillSessions;
import dev.tutti.skill.run.SkillTools;
import dev.tutti.skill.run.SkillTurns;
import dev.tutti.skill.task.SkillTask;
import dev.tutti.skill.test.Recordings;
import dev.tutti.skill.test.SkillCases;
import dev.tutti.skill.test.SkillTrials;
import dev.tutti.skill.tool.Artifacts;
import dev.tutti.skill.tool.HttpTool;
import dev.tutti.skill.tool.SaveFileTool;
import dev.tutti.store.Store;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.wire.HttpPools;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Everything about skills: those of a folder, what executes them, what became of it. Thread-safe.
 */
public final class SkillFeature implements Feature, AutoCloseable {
  /** The interval at which versions on trial are compared with those before them. */
  private static final Duration COMPARING = Duration.ofSeconds(5);

  /** The interval at which files that were kept for long enough are looked for. */
  private static final Duration CLEANING = Duration.ofMinutes(10);

  private final CallStart calls;
  private final InstantSource clock;
  private final Supplier<SkillsSettings> settings;
  private final HttpPools pools;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, SkillTool> functions = new ConcurrentHashMap<>();
  private final AtomicReference<MemoryTexts> memory = new AtomicReference<>(MemoryTexts.NOTHING);
  private final SkillRecords records;
  private final Store store;
  private final Artifacts artifacts;
  private final SkillEngine engine;
  private final SkillDialogues dialogues;
  private final Recordings recordings;
  private final SkillTrials trials;
  private final TaskKind task;
  private final AtomicReference<@Nullable TaskQueue> queue = new AtomicReference<>();
  private final Skills skills;
  private final SkillReleases releases;
  private final SkillRevisions revisions;
  private final CanaryAnalysis canary;
  private final SkillNeeds needs;
  private final ReleaseWatch changes = new ReleaseWatch();
  private final AtomicReference<Set<String>> known;

  /** Settings, models and prices of the moment. */
  public record Moment(
      Supplier<SkillsSettings> settings, Supplier<ModelCatalog> models, Supplier<Prices> prices) {}

  /**
   * What conversations with skills go through.
   *
   * @param chats sessions in which they are kept, and their turns and views
   * @param detector says whether a message goes on with what was said before
   */
  public record Conversations(SessionChats chats, FollowUpDetector detector) {}

  private SkillFeature(
      Platform platform,
      CallStart calls,
      Moment moment,
      CanaryAnalysis.Alarm alarm,
      Conversations conversations) {
    this.calls = calls;
    this.settings = moment.settings;
    this.pools = platform.pools();
    this.store = platform.store();
    this.clock = platform.clock();
    this.records = new SkillRecords(clock, platform.registry(), moment.prices);
    records.restore(store);
    var sessions = SkillSessions.in(store, clock, () -> settings.get().sessions());
    conversations.chats().sessions().add(sessions);
    this.engine = engine(clock, moment.models, new SkillTurns(sessions, conversations.detector()));
    this.dialogues =
        new SkillDialogues(conversations.chats(), engine, () -> settings.get().sessions());
    this.task = task(platform, calls, moment);
    var forms = new OutputForms();
    this.needs = new SkillNeeds(moment.models);
    this.recordings = new Recordings(store, engine, forms);
    this.trials = SkillTrials.of(moment.models, platform.loops(), platform.ids());
    this.artifacts =
        new Artifacts(
            store,
            platform.data().resolve("artifacts"),
            clock,
            platform.random(),
            () -> settings.get().artifacts());
    functions.put("fn:" + SaveFileTool.NAME, new SaveFileTool(artifacts));
    this.revisions = new SkillRevisions(store, clock, forms, () -> settings.get().model());
    var followed = new SkillReleases.Folder(this::loaded, this::refresh);
    this.releases = new SkillReleases(store, clock, revisions, followed);
    this.canary = new CanaryAnalysis(this::catalog, records, releases, store, clock, alarm);
    this.known = new AtomicReference<>(Set.copyOf(tools().keySet()));
    this.skills = Skills.open(settings.get().folder(), loader(forms), releases::over);
    skills.follow(this::served);
  }

  private TaskKind task(Platform platform, CallStart start, Moment moment) {
    return new SkillTask(
        engine, dialogues, platform.loops(), platform.ids(), start.observer(), moment.prices);
  }

  private SkillEngine engine(
      InstantSource clock, Supplier<ModelCatalog> modelCatalog, SkillTurns turns) {
    return new SkillEngine(
        new ExecutionEnvironment(
            new SkillChoice(turns.sessions()).among(this::catalog),
            modelCatalog,
            clock,
            () -> settings.get().zone(),
            new SkillTools(this::tools, SkillTools.USUAL_AT_ONCE, UnaryOperator.identity()),
            (caller, said, character) -> memory.get().recall(caller, said, character)),
        new ActiveCalls(),
        new SkillEngine.SkillMemory(turns, records, new SkillCache(Ticker.systemTicker())));
  }

  private SkillLoader loader(OutputForms forms) {
    return new SkillLoader(
        settings.get().folder(),
        forms,
        () -> settings.get().model(),
        tool -> tools().containsKey(tool.toString()),
        new SkillCases(forms)::problems,
        new StoredRevisions(revisions));
  }

  private void served(SkillCatalog now) {
    releases.follow(now);
    changes.look(now);
  }

  private SkillCatalog loaded() {
    return skills.loaded();
  }

  private void refresh() {
    skills.refresh();
  }

  /**
   * Loads the skills and follows their folder.
   *
   * @param platform closes it, and lets it look at trials from time to time
   * @param calls begins those of its endpoints
   * @param alarm hears of what the canary analysis does
   */
  public static SkillFeature open(
      Platform platform,
      CallStart calls,
      Moment moment,
      CanaryAnalysis.Alarm alarm,
      Conversations conversations) {
    var skills = platform.add(new SkillFeature(platform, calls, moment, alarm, conversations));
    platform.every(COMPARING, skills::watch);
    platform.every(
        CLEANING,
        () -> {
          var _ = skills.artifacts.clean();
        });
    return skills;
  }

  /** The skills of this moment. */
  public SkillCatalog catalog() {
    return skills.current();
  }

  /**
   * Looks at what has changed and compares versions on trial with those before them, on a thread of
   * its own. Never blocks.
   */
  private void watch() {
    threads.execute(this::look);
  }

  /**
   * Executes a skill; blocks.
   *
   * @throws dev.tutti.chat.Fault when it cannot be executed
   */
  public SkillResult execute(SkillRequest request, Call call, SkillListener listener) {
    var arrival = new CompletableFuture<SkillArrival>();
    call.loop().run(() -> arrival.complete(dialogues.arrive(request, call)));
    return dialogues.execute(
        request,
        call,
        arrival.join(),
        (skill, asked) -> engine.execute(skill, asked, call, listener));
  }

  @Override
  public void routes(Routes routes) {
    routes.add(new SkillsEndpoint(skills).routes());
    routes.add(
        new SkillEndpoint(skills, engine, dialogues, recordings, threads, calls, queue).routes());
    routes.add(new ArtifactsEndpoint(artifacts).routes());
    routes.add(
        new SkillAdminEndpoint(skills, revisions, releases, canary, records, needs).routes());
    routes.add(new SkillRecordingsEndpoint(recordings, threads, calls).routes());
    routes.add(new SkillTrialEndpoint(skills, trials, threads).routes());
    routes.add(new SkillReleaseEndpoint(skills, releases).routes());
    routes.add(new SkillEditEndpoint(skills, revisions, editor(), clock).routes());
  }

  private SkillEditor editor() {
    var checks = new DraftChecks(new OutputForms(), () -> settings.get().model());
    var folder = settings.get().folder();
    return new SkillEditor(folder, skills, releases, checks, new Audit(store), clock);
  }

  @Override
  public List<ModelSource> modelSources() {
    return List.of(new SkillModelSource(engine, dialogues, this::catalog, threads));
  }

  /** Lets skills be executed as tasks from now on. */
  public void add(Tasks tasks) {
    tasks.add(task);
    queue.set(tasks.queue());
  }

  /** Calls this with the name of each skill that callers get otherwise than before. */
  public void listen(Consumer<String> changed) {
    changes.listen(changed);
  }

  /** Tells templates from now on what is known of the user, as {@code memory}. */
  public void add(MemoryTexts texts) {
    memory.set(texts);
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
    canary.check();
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
    canary.close();
  }

  /** What was served before this program began. */
  private final class StoredRevisions implements SkillLoader.RevisionStore {
    private final SkillRevisions revisions;

    StoredRevisions(SkillRevisions revisions) {
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
