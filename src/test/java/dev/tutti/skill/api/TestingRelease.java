package dev.tutti.skill.api;

import dev.tutti.config.ConfigSource;
import dev.tutti.output.OutputForms;
import dev.tutti.skill.load.SkillCompiler;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.release.SkillReleases;
import dev.tutti.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.semver4j.Semver;

/** A skill called {@code hello} whose folder the test plays, with a real store behind it. */
public final class TestingRelease {
  public static final String NAME = "hello";

  private final AtomicReference<SkillCatalog> loaded = new AtomicReference<>(SkillCatalog.NONE);
  private final AtomicReference<SkillCatalog> served = new AtomicReference<>(SkillCatalog.NONE);
  private final SkillReleases releases;

  public TestingRelease(Store store, InstantSource clock) {
    var revisions = new SkillRevisions(store, clock, new OutputForms(), () -> "sim");
    this.releases =
        new SkillReleases(
            store, clock, revisions, new SkillReleases.Folder(loaded::get, this::refresh));
  }

  /** Puts prompts, by their versions, and a {@code release.yaml} into the folder. */
  public TestingRelease folder(String release, Map<String, String> prompts) {
    var versions = new TreeMap<Semver, Skill>();
    prompts.forEach((version, prompt) -> versions.put(new Semver(version), skill(version, prompt)));
    var read = ConfigSource.text(Release.FILE, release).read(Map.of(), Release::read);
    var skill = new SkillVersions(NAME, versions, null, read, List.of());
    loaded.set(new SkillCatalog(new TreeMap<>(Map.of(NAME, skill)), new TreeMap<>()));
    refresh();
    return this;
  }

  public static Skill skill(String version, String prompt) {
    return SkillCompiler.compile(
        NAME,
        new Semver(version),
        NAME,
        SkillFiles.of(
            Map.of("skill.yaml", "llm: {model: sim}\nversion: " + version, "prompt.md", prompt)),
        new OutputForms(),
        "sim");
  }

  private void refresh() {
    served.set(releases.over(loaded.get()));
    releases.follow(served.get());
  }

  public SkillCatalog catalog() {
    return served.get();
  }

  public SkillVersions versions() {
    return served.get().skill(NAME);
  }

  public SkillReleases releases() {
    return releases;
  }
}
