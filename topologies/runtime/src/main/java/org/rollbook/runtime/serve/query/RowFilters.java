package org.rollbook.runtime.serve.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The filters of a view's lists: the parameters that a filter can have, and the rows that a value
/// of each selects.
public final class RowFilters<R> implements RowFilter.Parser<R> {

  private final Map<String, Parameter<R>> parameters;

  private RowFilters(Map<String, Parameter<R>> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  /// One parameter of filters.
  @FunctionalInterface
  private interface Parameter<R> {

    /// The rows that a value selects.
    ///
    /// @throws IllegalArgumentException if it is no value of the parameter
    Predicate<R> selectedBy(String value);
  }

  /// Filters without any parameter.
  public static <R> RowFilters<R> none() {
    return new RowFilters<>(Map.of());
  }

  /// The same filters with one more parameter, `true` or `false`.
  public RowFilters<R> withFlag(String name, Predicate<R> fact) {
    return with(
        name,
        value ->
            switch (value) {
              case "true" -> fact;
              case "false" -> fact.negate();
              default -> throw new IllegalArgumentException(name + " is neither true nor false");
            });
  }

  /// The same filters with one more parameter, any text.
  ///
  /// @param selects whether a row is selected by a text
  public RowFilters<R> withText(String name, BiPredicate<R, String> selects) {
    return with(name, value -> row -> selects.test(row, value));
  }

  private RowFilters<R> with(String name, Parameter<R> parameter) {
    Map<String, Parameter<R>> more = new HashMap<>(parameters);
    more.put(name, parameter);
    return new RowFilters<>(more);
  }

  /// The filter with those parameters that have a value.
  public RowFilter<R> of(Map<String, ? extends Optional<?>> values) {
    Map<String, String> given = new HashMap<>();
    values.forEach((name, value) -> value.ifPresent(it -> given.put(name, it.toString())));
    return parse(given);
  }

  /// A filter without the unknown ones would accept rows that were not asked for.
  @Override
  public RowFilter<R> parse(Map<String, String> given) {
    return new Filter<>(
        Map.copyOf(given),
        given.entrySet().stream()
            .map(value -> parameter(value.getKey()).selectedBy(value.getValue()))
            .toList());
  }

  private Parameter<R> parameter(String name) {
    return Optional.ofNullable(parameters.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no filter has " + name));
  }

  private record Filter<R>(Map<String, String> parameters, List<Predicate<R>> conditions)
      implements RowFilter<R> {

    @Override
    public boolean test(R row) {
      return conditions.stream().allMatch(condition -> condition.test(row));
    }
  }
}
