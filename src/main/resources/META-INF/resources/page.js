"use strict";

// What all pages share.

const byId = (id) => document.getElementById(id);

let language = remembered("localStorage", "language") || (navigator.language.startsWith("zh") ? "zh-CN" : "en");

/** What was remembered in localStorage or sessionStorage, named, for a browser may refuse to give them out. */
function remembered(place, name) {
  try {
    return window[place].getItem(name);
  } catch {
    return null;
  }
}

function remember(place, name, value) {
  try {
    window[place].setItem(name, value);
  } catch {
    // A browser that remembers nothing asks again next time.
  }
}

/** Makes an element; children are elements or texts, never markup: statements are strangers' words. */
function make(tag, options, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, options);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
