package dev.tutti;

import dev.tutti.alert.AlertSettings;
import dev.tutti.alert.Alerts;
import dev.tutti.application.ApplicationFeature;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.CallObserver;
import dev.tutti.change.Changes;
import dev.tutti.character.CharacterFiles;
import dev.tutti.character.StoredCharacters;
import dev.tutti.character.chat.CharacterChats;
import dev.tutti.context.record.ContextRecorder;
import dev.tutti.cooperation.CooperationFeature;
import dev.tutti.cooperation.CooperationSettings;
import dev.tutti.cooperation.vote.VoteLearning;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.file.FileSettings;
import dev.tutti.file.StoredFiles;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.followup.FollowUpSettings;
import dev.tutti.gateway.CountedEndpoint;
import dev.tutti.gateway.EventsFeature;
import dev.tutti.gateway.FiguresFeature;
import dev.tutti.gateway.GroupsFeature;
import dev.tutti.gateway.ReplayFeature;
import dev.tutti.gateway.Search;
import dev.tutti.gateway.SearchFeature;
import dev.tutti.gateway.SessionsFeature;
import dev.tutti.gateway.SkillComparisonFeature;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.Gateway;
import dev.tutti.http.ServerResources;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerMeters;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.memory.MemoryFeature;
import dev.tutti.memory.MemorySettings;
import dev.tutti.platform.Platform;
import dev.tutti.report.FigureSource;
import dev.tutti.responses.Archive;
import dev.tutti.responses.ResponseStoreSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.ModelRules;
import dev.tutti.routing.ModelStack;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import dev.tutti.selection.SelectionFeature;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.session.SessionChats;
import dev.tutti.session.view.BudgetedView;
import dev.tutti.skill.SkillFeature;
import dev.tutti.skill.SkillsSettings;
import dev.tutti.task.Tasks;
import dev.tutti.task.WebhookReceiver;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.telemetry.log.LogSettings;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Webhooks;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that answers calls: what is opened, and in which order. Durable tasks are started by
 * who opens it, when callers are answered: those that an earlier run has left would be in the way.
 * Thread-safe.
 */
final class Core implements AutoCloseable {
  /** How often responses and files that were kept for long enough are looked for. */
  private static final Duration CLEANING = Duration.ofMinutes(10);

  final Settings start;
  final Platform platform;
  final Keys keys;
  final Audit audit;
  final Ledger ledger;
  final ContextRecorder contexts;
  final VoteLearning votes;
  final Alerts alerts;
  final Changes changes;
  final ModelStack models;
  final Snapshots live;
  final Archive archive;
  final StoredFiles files;
  final CharacterFiles cards;
  final MemoryFeature memory;
  final BudgetedView views;
  final SessionChats chats;
  final FollowUpDetector followUps =
      FollowUpDetector.of(this::followUpSettings, new FollowUpQuestion(this::embedded))
          .observedBy(this::count);
  final SkillFeature skills;
  final CooperationFeature cooperation;
  final EventsFeature events;
  final SelectionFeature selection;
  final Tasks tasks;
  final CallStart calls;
  private final EmbeddedCalls embedded;
  private final List<Feature> features;
  private final List<ModelSource> sources;

  /**
   * Reads, opens and starts.
   *
   * @throws RuntimeException saying what could not be; then nothing stays open
   */
  Core(Configuration configuration) {
    start = configuration.read();
    platform = Platform.open(start.platform(), meters -> Gateway.transport(start.server(), meters));
    try {
      var store = platform.store();
      keys = platform.addLast(Keys.open(store, platform.clock(), platform.random()));
      audit = new Audit(store);
      tasks = tasks(platform);
      ledger = ledger(platform);
      contexts = contexts(platform);
      votes = VoteLearning.open(store, platform.clock(), this::taskType);
      alerts = alerts(platform);
      changes = Changes.open(store, platform.clock());
      models =
          ModelStack.open(platform, start.start(), ledger, alerts, changes::against, this::rules);
      models.watch(tasks.network());
      live = platform.add(new Snapshots(configuration, changes, models));
      events = new EventsFeature(platform);
      var ended = platform.after(ledger.andThen(contexts).andThen(events));
      calls = new CallStart(start.server(), new ActiveCalls(), ended, platform.tracing());
      events.watch(platform, alerts, models, calls.live());
      archive = archive(platform, () -> settings().of(ResponseStoreSettings.SECTION));
      files = files(platform, () -> settings().of(FileSettings.SECTION));
      cards = cards(platform);
      memory = memory(platform, ended);
      archive.sessions().add(memory.sessions());
      views = Views.of(this);
      chats = Views.chats(this);
      skills = skills(platform);
      cooperation = cooperation(platform);
      selection = selection(platform);
      embedded = new EmbeddedCalls(platform, calls, this::catalog, skills);
      features = Features.of(this);
      sources = Feature.modelSources(features);
      live.start(this::follow); // now that everything is there: probes begin
    } catch (Throwable e) {
      platform.close();
      throw e;
    }
  }

  private SelectionFeature selection(Platform on) {
    var moment =
        new SelectionFeature.Moment(
            () -> live.current().catalog(),
            this::catalog,
            this::selected,
            this::prices,
            () -> start.server().bodyLimit());
    var books =
        new SelectionFeature.Books(ledger, models.budgets(), keys, audit, alerts, votes::rate);
    return SelectionFeature.open(on, moment, books, calls.live());
  }

  /** Skills that know of users, that run as tasks, and that are watched as these are. */
  private SkillFeature skills(Platform on) {
    var dialogues = new SkillFeature.Conversations(chats, followUps);
    var opened = SkillFeature.open(on, calls, moment(), alerts::raise, dialogues);
    opened.add(memory.texts());
    opened.add(tasks);
    opened.listen(events::released);
    tasks.queue().watchAll(events::changed);
    return opened;
  }

  /** Connections to addresses that callers name: public ones, and those that are allowed. */
  HttpPools publicPools() {
    var settings = start.platform();
    return platform.add(
        HttpPools.visiting(
            platform.loops(),
            settings.pool(),
            EgressGuard.publicOnly(settings.egressAllowed()),
            platform.pools().memory(),
            platform.clock()));
  }

  private Tasks tasks(Platform on) {
    var receiver = new WebhookReceiver(new Webhooks(publicPools(), on.clock()), on.loops().next());
    return Tasks.open(
        on,
        () -> settings().of(TaskSettings.SECTION),
        keys::holder,
        receiver,
        () -> Views.backgroundCalls(this));
  }

  private Ledger ledger(Platform on) {
    var books = Ledger.open(on.store(), this::prices, on.clock(), LedgerSettings.defaults());
    new LedgerMeters(books).bindTo(on.registry());
    return on.addLast(books);
  }

  private ContextRecorder contexts(Platform on) {
    var recorder = new ContextRecorder(on.store(), this::prices, on.clock());
    on.every(Duration.ofMinutes(1), recorder::tidy);
    return on.addLast(recorder);
  }

  private CooperationFeature cooperation(Platform on) {
    return CooperationFeature.open(
        on,
        calls,
        new CooperationFeature.Moment(
            () -> settings().of(CooperationSettings.SECTION),
            this::catalog,
            this::prices,
            votes::counter,
            this::taskType),
        tasks);
  }

  /** Type of tasks that a question is of. */
  private String taskType(String question) {
    return selection.analyzer().analyze(question).taskType().label();
  }

  private SkillFeature.Moment moment() {
    return new SkillFeature.Moment(
        () -> settings().of(SkillsSettings.SECTION), () -> live.current().catalog(), this::prices);
  }

  private static Archive archive(Platform on, Supplier<ResponseStoreSettings> settings) {
    var archive = new Archive(on.store(), on.clock(), on.random(), settings);
    var _ = archive.turns().giveAllBack();
    on.every(CLEANING, archive::tidy);
    return archive;
  }

  private static StoredFiles files(Platform on, Supplier<FileSettings> settings) {
    var folder = on.data().resolve("files");
    var files = StoredFiles.open(on.store(), folder, on.clock(), on.random(), settings);
    on.every(CLEANING, files::tidy);
    return files;
  }

  private MemoryFeature memory(Platform on, CallObserver ended) {
    return MemoryFeature.open(
        on, this::catalog, () -> settings().of(MemorySettings.SECTION), ended);
  }

  private static CharacterFiles cards(Platform on) {
    return CharacterFiles.of(new StoredCharacters(on.store(), on.clock(), on.random()));
  }

  /** Conversations with characters. */
  CharacterChats characterChats() {
    return new CharacterChats(cards, chats);
  }

  private static Alerts alerts(Platform on) {
    var webhooks = new Webhooks(on.pools(), on.clock());
    return Alerts.open(on.store(), webhooks, on.loops().next(), on.clock(), on.random());
  }

  private FollowUpSettings followUpSettings() {
    return settings().of(FollowUpSettings.SECTION);
  }

  private void count(FollowUpDecision decision) {
    new FollowUpMeters(platform.registry()).count(decision);
  }

  private void follow(Snapshot now) {
    models.follow(now.settings().routing(), now.providers().values(), now.catalog());
    alerts.follow(now.settings().of(AlertSettings.SECTION));
    platform.logs().levels().follow(now.settings().of(LogSettings.SECTION));
    events.configured();
  }

  /** The settings of this moment: those of the start while meters are read before all is open. */
  Settings settings() {
    return live == null ? start : live.current().settings();
  }

  /** Every model of this moment. */
  ModelCatalog catalog() {
    return ModelSource.over(live.current().catalog(), sources);
  }

  /** Settings of the model that is chosen for callers. */
  SelectionSettings selected() {
    return settings().of(SelectionSettings.SECTION);
  }

  /** The skills. */
  SkillFeature skills() {
    return skills;
  }

  private ModelRules rules() {
    return live.current().rules();
  }

  /** Prices of this moment. */
  Prices prices() {
    return rules().prices();
  }

  Keys keys() {
    return keys;
  }

  /** The sessions. */
  SessionsFeature sessions() {
    return feature(SessionsFeature.class);
  }

  /** The group chats. */
  GroupsFeature groups() {
    return feature(GroupsFeature.class);
  }

  /** The applications. */
  ApplicationFeature applications() {
    return feature(ApplicationFeature.class);
  }

  /** Search over what has a name or an id. */
  Search search() {
    return feature(SearchFeature.class).search();
  }

  /** Replays of recorded calls. */
  ReplayFeature replays() {
    return feature(ReplayFeature.class);
  }

  /** Comparisons of versions of skills. */
  SkillComparisonFeature comparisons() {
    return feature(SkillComparisonFeature.class);
  }

  /** Figures of calls and attempts. */
  FigureSource figures() {
    return feature(FiguresFeature.class).figures();
  }

  private <F> F feature(Class<F> type) {
    return features.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  /** Calls by the program that this runs in. */
  EmbeddedCalls embedded() {
    return embedded;
  }

  /** A gateway with every endpoint, not listening yet. */
  Gateway gateway() {
    var resources =
        new ServerResources(
            platform.loops(), keys::authenticate, platform.ids(), platform.pools().memory());
    return new Gateway(resources, calls, Feature.routes(features, this::counted));
  }

  private Endpoint counted(Endpoint endpoint) {
    return new CountedEndpoint(endpoint, calls, models.limits());
  }

  @Override
  public void close() {
    platform.close();
  }
}
