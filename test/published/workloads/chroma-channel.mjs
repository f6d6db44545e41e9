// One channel of few colours is asked for again and again; nobody sets one in place.
import chroma from 'chroma-js'

const colours = ['hotpink', '#ff3399', 'teal', '#123456', 'orange'].map((colour) => chroma(colour))
let sum = 0
for (let call = 0; call < 300000; call++) sum += colours[call % 5].get('lch.c')
console.log(sum)
