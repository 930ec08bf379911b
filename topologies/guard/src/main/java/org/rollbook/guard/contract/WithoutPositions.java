package org.rollbook.guard.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.model.SourcePosition;

/// Values without the positions where their events were read: these differ from one reception of an
/// event to the next.
final class WithoutPositions {

  private WithoutPositions() {}

  /// The value, with each record in it as a map of its components, and each position left out.
  static Object of(Object value) {
    return switch (value) {
      case SourcePosition _ -> "anywhere";
      case Optional<?> optional -> optional.map(WithoutPositions::of);
      case List<?> list -> list.stream().map(WithoutPositions::of).toList();
      case Map<?, ?> map -> of(map);
      case Record row -> components(row);
      default -> value;
    };
  }

  private static Map<Object, Object> of(Map<?, ?> map) {
    Map<Object, Object> values = new LinkedHashMap<>();
    map.forEach((key, value) -> values.put(key, of(value)));
    return values;
  }

  private static Map<String, Object> components(Record row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      values.put(component.getName(), of(read(component.getAccessor(), row)));
    }
    return values;
  }

  private static Object read(Method accessor, Record row) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(row);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
