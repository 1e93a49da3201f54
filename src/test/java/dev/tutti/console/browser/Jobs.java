package dev.tutti.console.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people come to the console for, each done with the keyboard alone and with a finger on a
 * phone, and then asked of the API whether it was done.
 */
final class Jobs {
  private static final List<Job> ALL =
      List.of(
          new Job("find why a call failed", Set.of("calls", "call"), CallJobs::findWhyACallFailed),
          new Job("find slow calls", Set.of("calls"), CallJobs::findSlowCalls),
          new Job("step through calls", Set.of("calls", "call"), CallJobs::stepThroughCalls),
          new Job("choose two calls", Set.of("calls", "compare"), CallJobs::chooseTwoCalls),
          new Job("see costs of sessions", Set.of("sessions"), CallJobs::seeWhatSessionsCost),
          new Job("see what breakers count", Set.of("models"), CallJobs::seeWhatBreakersCount),
          new Job("see how limits moved", Set.of("models"), CallJobs::seeHowLimitsMoved),
          new Job("compare two models", Set.of("playground"), CallJobs::compareTwoModels),
          new Job("export the costs of a month", Set.of("costs"), CallJobs::exportTheCostsOfAMonth),
          new Job("correct a verdict", Set.of("sessions", "session"), CallJobs::correctAVerdict),
          new Job("drain a deployment", Set.of("models"), ChangeJobs::drainADeployment),
          new Job("drain by the palette", Set.of("models"), ChangeJobs::drainByThePalette),
          new Job("limit a key", Set.of("keys"), ChangeJobs::makeALimitedKeyByThePalette),
          new Job(
              "compare with the file", Set.of("settings"), SettingsJobs::compareAChangeWithTheFile),
          new Job(
              "follow the system's scheme", Set.of("costs"), SettingsJobs::followTheSystemsScheme),
          new Job("take a call along", Set.of("playground"), WorkJobs::takeACallAlong),
          new Job("roll a skill back", Set.of("skills", "skill"), ChangeJobs::rollASkillBack),
          new Job("silence an alert", Set.of("alerts"), ChangeJobs::silenceAnAlert),
          new Job("cancel tasks by a filter", Set.of("tasks"), ChangeJobs::cancelTasksByAFilter),
          new Job("raise a budget", Set.of("keys"), ChangeJobs::raiseABudget),
          new Job("make and revoke a key", Set.of("keys"), ChangeJobs::makeAndRevokeAKey),
          new Job("rotate a key", Set.of("keys"), ChangeJobs::rotateAKey),
          new Job("take a change back", Set.of("settings"), ChangeJobs::takeAChangeBack),
          new Job("compute figures", Set.of("insight"), WorkJobs::computeFiguresOfNumbers),
          new Job("compare options", Set.of("decisions"), WorkJobs::compareOptions),
          new Job("compare two calls", Set.of("calls", "compare"), WorkJobs::compareTwoCalls),
          new Job("send a call again", Set.of("call", "playground"), WorkJobs::sendACallAgain),
          new Job("save a view", Set.of("calls", "views"), WorkJobs::saveAView),
          new Job("write a version", Set.of("skill", "skill_editor"), WorkJobs::writeANewVersion),
          new Job("see who would be asked", Set.of("models"), WorkJobs::seeWhoWouldBeAsked));

  private final SeededServer server;
  private final Browser browser;
  private final PageCheck check;

  /**
   * @param check looks at what each job has led to
   */
  Jobs(SeededServer server, Browser browser, PageCheck check) {
    this.server = server;
    this.browser = browser;
    this.check = check;
  }

  /**
   * Job of a user.
   *
   * @param pages names of those it needs
   */
  private record Job(String name, Set<String> pages, Steps steps) {}

  /** Steps of a job; throws where one cannot be done. */
  private interface Steps {
    void run(Hands hands, SeededServer server);
  }

  /** Does all whose pages there are; what could not be done. */
  List<String> run(List<ConsolePage> pages) throws IOException {
    var known = pages.stream().map(ConsolePage::name).collect(Collectors.toSet());
    var found = new ArrayList<String>();
    int done = 0;
    for (var job : ALL) {
      if (!known.containsAll(job.pages)) {
        System.out.printf("%s: not done, a page is not there of %s%n", job.name, job.pages);
        continue;
      }
      for (var hands : Hands.both(browser)) {
        run(job, hands, found);
        done++;
      }
    }
    System.out.printf("%d jobs done%n", done);
    return found;
  }

  private void run(Job job, Hands hands, List<String> found) {
    var what = "%s by %s: ".formatted(job.name, hands);
    try {
      browser.width(hands.look().width());
      browser.touch(hands instanceof Finger);
      browser.open(server.url() + "/console");
      job.steps.run(hands, server);
      browser.settle();
      check.findings().forEach(each -> found.add(what + each));
    } catch (RuntimeException | AssertionError e) {
      found.add(what + e.getMessage());
      browser.complaints().forEach(each -> found.add(what + "console: " + each));
    }
  }
}
