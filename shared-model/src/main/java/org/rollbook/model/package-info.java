/// The values that every part of Rollbook speaks in: who, which course, and the stamp that orders
/// what was heard.
///
/// Only `java.*` and JSpecify: domain packages are built on these.
@NullMarked
package org.rollbook.model;

import org.jspecify.annotations.NullMarked;
