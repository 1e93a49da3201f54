package dev.tutti.report.kind;

import dev.tutti.monitor.ResourceMonitor;
import dev.tutti.monitor.ResourceSample;
import dev.tutti.monitor.TimedSample;
import dev.tutti.report.Figure;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Section about what the process and its machine took: samples a minute apart. */
public final class ResourceSection implements SectionSource {
  private static final int MOST_SAMPLES = 500;
  private static final int DIGITS = 6;

  private final ResourceMonitor monitor;

  /** A section about what this has seen. */
  public ResourceSection(ResourceMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    var scope = request.scope();
    var samples = Store.await(monitor.samples(scope.from(), scope.to(), MOST_SAMPLES));
    return samples.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Sections.of(
                "resources",
                figures(samples),
                chart("processor_by_time", MeasureUnit.SHARE, samples, ResourceSample::processCpu),
                chart("heap_by_time", MeasureUnit.BYTES, samples, ResourceSample::heap),
                chart("data_by_time", MeasureUnit.BYTES, samples, ResourceSample::dataSize)));
  }

  private static FigureList figures(List<TimedSample> samples) {
    var entries = new ArrayList<FigureList.Entry>();
    mean(entries, "processor_mean", MeasureUnit.SHARE, samples, ResourceSample::processCpu);
    most(entries, "processor_most", MeasureUnit.SHARE, samples, ResourceSample::processCpu);
    most(entries, "machine_processor_most", MeasureUnit.SHARE, samples, ResourceSample::machineCpu);
    most(entries, "heap_most", MeasureUnit.BYTES, samples, ResourceSample::heap);
    last(entries, "heap_limit", MeasureUnit.BYTES, samples, ResourceSample::heapMax);
    most(entries, "outside_heap_most", MeasureUnit.BYTES, samples, ResourceSample::outsideHeap);
    most(
        entries,
        "collecting_most",
        MeasureUnit.MILLISECONDS,
        samples,
        each -> each.collecting().toMillis());
    most(entries, "threads_most", MeasureUnit.COUNT, samples, ResourceSample::threads);
    most(
        entries,
        "loop_lag_most",
        MeasureUnit.MILLISECONDS,
        samples,
        each -> each.loopLag().toNanos() / 1e6);
    most(entries, "open_files_most", MeasureUnit.COUNT, samples, ResourceSample::openFiles);
    last(entries, "open_files_limit", MeasureUnit.COUNT, samples, ResourceSample::maxFiles);
    last(entries, "disk_free", MeasureUnit.BYTES, samples, ResourceSample::diskFree);
    last(entries, "data_size", MeasureUnit.BYTES, samples, ResourceSample::dataSize);
    return new FigureList("resources", entries);
  }

  private static void mean(
      List<FigureList.Entry> to,
      String key,
      MeasureUnit unit,
      List<TimedSample> samples,
      ToDoubleFunction<ResourceSample> part) {
    double mean =
        samples.stream()
            .mapToDouble(each -> part.applyAsDouble(each.resources()))
            .average()
            .orElse(0);
    to.add(entry(key, unit, mean, samples.size()));
  }

  private static void most(
      List<FigureList.Entry> to,
      String key,
      MeasureUnit unit,
      List<TimedSample> samples,
      ToDoubleFunction<ResourceSample> part) {
    double most =
        samples.stream().mapToDouble(each -> part.applyAsDouble(each.resources())).max().orElse(0);
    to.add(entry(key, unit, most, samples.size()));
  }

  /** What there was at the end, compared with the beginning. */
  private static void last(
      List<FigureList.Entry> to,
      String key,
      MeasureUnit unit,
      List<TimedSample> samples,
      ToDoubleFunction<ResourceSample> part) {
    double last = part.applyAsDouble(samples.getLast().resources());
    double first = part.applyAsDouble(samples.getFirst().resources());
    to.add(
        new FigureList.Entry(
            key, new ComparedFigure(unit, new Figure(decimal(last), 1, Set.of()), decimal(first))));
  }

  private static FigureList.Entry entry(String key, MeasureUnit unit, double value, long n) {
    return new FigureList.Entry(key, ComparedFigure.of(unit, decimal(value), n));
  }

  private static BigDecimal decimal(double value) {
    return ComparedFigure.plain(BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN));
  }

  private static Chart chart(
      String key,
      MeasureUnit unit,
      List<TimedSample> samples,
      ToDoubleFunction<ResourceSample> part) {
    return new Chart(
        key,
        Chart.Form.LINES,
        unit,
        samples.stream().<Cell>map(each -> new Cell.Moment(each.at())).toList(),
        List.of(
            new Chart.Line(
                new Cell.Label(key),
                samples.stream()
                    .map(
                        each ->
                            new Figure(decimal(part.applyAsDouble(each.resources())), 1, Set.of()))
                    .toList())),
        samples.size());
  }
}
